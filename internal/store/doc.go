// Package store is the shop on disk: one SQL text for SQLite and PostgreSQL.
package store
