// Package whatsapp ties the buyers to the engine: whatsmeow events become arrivals, parcels become messages. What comes in is
// on disk before it is acknowledged; what goes out keeps the id that its row was given, so that sent twice is sent once.
package whatsapp
