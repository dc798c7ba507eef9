// Package desk is the staff's side: a table of cards, buttons and commands for each group, and what they do.
package desk
