// Package store is the shop on disk: one SQL text for SQLite and PostgreSQL. Arrivals wait in the inbox by line, a turn's
// decision is applied to the books and the outbox in one transaction, and parcels leave the outbox in the order of their
// destination. A guard in the books that refuses makes the turn be decided again on fresh facts.
package store
