package whatsapp

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"go.mau.fi/util/dbutil"
	"go.mau.fi/whatsmeow/store"
	"go.mau.fi/whatsmeow/store/sqlstore"
	"go.mau.fi/whatsmeow/store/sqlstore/upgrades"
)

// A message that whatsmeow can't decrypt is acknowledged, and its sender's phone asked to send it again, at most four times.
// That is right for a broken message and loses a good one when it is only our database that failed: so such a failure ends
// the connection before anything is acknowledged, and WhatsApp delivers again.

// faultCounter hears of every statement of whatsmeow's that fails, but for single rows, whose faults dbutil does not tell.
type faultCounter struct {
	dbutil.DatabaseLogger
	n atomic.Int64
}

// QueryTiming implements dbutil.DatabaseLogger.
func (f *faultCounter) QueryTiming(_ context.Context, _, _ string, _ []any, _ int, _ time.Duration, err error) {
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		f.n.Add(1)
	}
}

// openContainer is sqlstore.NewWithDB with somebody who counts the faults.
func openContainer(o Options, faults *faultCounter) (*sqlstore.Container, error) {
	db, err := dbutil.NewWithDB(o.DB, o.Dialect)
	if err != nil {
		return nil, err
	}
	db.UpgradeTable, db.VersionTable, db.Log = upgrades.Table, "whatsmeow_version", faults
	return sqlstore.NewWithWrappedDB(db, waLogger{o.Log, "database"}), nil
}

const probeTime = 5 * time.Second

// probe writes something that changes nothing: a disk that is full still reads.
func (w *WhatsApp) probe(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, probeTime)
	defer cancel()
	_, err := w.o.DB.ExecContext(ctx, "UPDATE whatsmeow_version SET version = version")
	return err
}

// guardedBuffer is the event buffer, through which every decryption goes: whatsmeow asks for the plaintext of an earlier try,
// and decrypts when there is none. When the database failed meanwhile, it says "cancelled": whatsmeow then neither acknowledges nor
// asks for the message again.
//
// A connection that is given up may still be decrypting a message when the next one is given it again. The two go one after the
// other, from the question to the end of the decryption: otherwise the second finds the message's key used and no plaintext, and
// acknowledges what the first, being over, does not store.
type guardedBuffer struct {
	store.EventBuffer
	w *WhatsApp
	l *life
}

// GetBufferedEvent implements store.EventBuffer.
func (g guardedBuffer) GetBufferedEvent(ctx context.Context, hash [32]byte) (*store.BufferedEvent, error) {
	g.w.decrypting.Lock()
	e, err := g.EventBuffer.GetBufferedEvent(ctx, hash)
	if err != nil {
		err = g.unhealthy(err)
	}
	if e != nil || err != nil {
		g.w.decrypting.Unlock() // there will be no DoDecryptionTxn
	}
	return e, err
}

// DoDecryptionTxn implements store.EventBuffer.
func (g guardedBuffer) DoDecryptionTxn(ctx context.Context, decrypt func(context.Context) error) error {
	defer g.w.decrypting.Unlock() // locked by GetBufferedEvent, which comes right before
	before := g.w.dbFaults.n.Load()
	err := g.EventBuffer.DoDecryptionTxn(ctx, decrypt)
	if err != nil && (g.w.dbFaults.n.Load() != before || g.w.probe(ctx) != nil) {
		err = g.unhealthy(err)
	}
	return err
}

func (g guardedBuffer) unhealthy(err error) error {
	g.w.o.Log.Error("whatsapp message not decrypted, the database fails", "err", mask(err.Error()))
	g.w.o.Count("not_stored")
	g.w.fallSick(g.l)
	return fmt.Errorf("%w: the database failed: %w", context.Canceled, err)
}
