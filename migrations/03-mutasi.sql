-- v2 -> v3: Lines of bank statements by day

-- Another export of a line is looked for among those of its day.
CREATE INDEX bank_day ON bank (day);
