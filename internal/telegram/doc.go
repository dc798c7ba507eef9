// Package telegram ties the staff's groups to the engine: go-telegram updates become arrivals, parcels become messages.
//
// Updates are taken at least once: an update is on disk before Telegram is told that it came (the library's own polling
// confirms first and loses what is in hand when the program ends). Sending never sleeps: a parcel that the pace does not let
// through goes back to the engine with the time at which it may.
package telegram
