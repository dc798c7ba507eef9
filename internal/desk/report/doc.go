// Package report makes what the desks send as files: the recap's chart as a picture and the books as a spreadsheet with real
// numbers and dates. The same books give the same bytes.
package report
