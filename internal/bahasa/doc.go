// Package bahasa is chat Indonesian: splitting and normalising what people type, slang and number words, and dates as people read them.
package bahasa
