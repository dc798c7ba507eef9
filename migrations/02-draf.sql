-- v1 -> v2: Drafts and the state of a number

-- A message that waits was shown to the staff as a draft card.
ALTER TABLE outbox ADD COLUMN draft BIGINT NOT NULL DEFAULT 0;
UPDATE outbox SET err = '' WHERE err = 'draft';

-- How the buyers' channel stands, by the shop's number: a program that starts anew knows what the last one was told, and a
-- command what the running one is.
CREATE TABLE channel_state (
	account ctext  NOT NULL PRIMARY KEY,
	state   TEXT   NOT NULL,
	since   BIGINT NOT NULL,
	until   BIGINT NOT NULL,               -- 0 when nobody knows
	why     TEXT   NOT NULL                -- what the other side gave for a reason, in the owner's words
);
