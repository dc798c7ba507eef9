// Package migrations is the numbered SQL of the store, embedded.
package migrations
