// Package whatsapp ties the buyers to the engine: whatsmeow events become arrivals, parcels become messages.
package whatsapp
