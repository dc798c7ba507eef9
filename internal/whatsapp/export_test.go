package whatsapp

// Hear hands over what whatsmeow tells of the connection.
func (w *WhatsApp) Hear(event any) { w.connection(w.current(), event) }
