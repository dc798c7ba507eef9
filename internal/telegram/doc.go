// Package telegram ties the staff's groups to the engine: go-telegram updates become arrivals, parcels become messages.
package telegram
