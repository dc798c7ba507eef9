// Package statement reads the account statements that Indonesian banks export: it knows a layout by its content, never by a
// file's name.
//
// Read takes a file's bytes (CSV, a spreadsheet, an HTML table) and gives its lines; Line.Key is the same for the same line in
// overlapping files.
package statement
