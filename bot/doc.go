// Package bot is the buyer's side: what the shop says and does when a buyer writes.
package bot
