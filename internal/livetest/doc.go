// Package livetest runs the real program as a process of its own between a local WhatsApp and a local Telegram, and does to it
// what the world does: kills it, cuts its network, takes its disk away. It is imported by tests only.
package livetest
