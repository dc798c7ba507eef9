// Package storetest is what tests of the store share: a real PostgreSQL server for the test process, and the conformance
// suite that a store must pass on SQLite and on PostgreSQL alike.
package storetest
