// Package whatsapptest is a local WhatsApp that an unmodified whatsmeow client talks to: WebSocket, Noise, pairing by QR text and
// by code, prekeys, Signal in both directions, receipts, retries, an offline queue, media, buyers with and without a phone
// number, and scripted faults. It plays the servers, the shop's own phone and the buyers' phones.
package whatsapptest
