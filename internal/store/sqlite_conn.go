package store

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unsafe"

	"modernc.org/libc"
	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// liteConn is a connection with its prepared statements, used by one at a time. It calls SQLite itself: on its way through
// database/sql and the driver a statement of a few microseconds costs as much again.
type liteConn struct {
	tls   *libc.TLS
	db    uintptr
	stmts map[string]*liteStmt
}

// liteStmt is a prepared statement.
type liteStmt struct {
	handle  uintptr
	columns int
	places  []int32 // SQLite's number of $1, $2, …; it counts them as they come
	args    uintptr // C memory that text and blob arguments lie in while it runs
	room    int     // of args, in bytes
}

// liteError is what SQLite says of a fault.
type liteError struct {
	code int // extended
	text string
}

func (e *liteError) Error() string { return fmt.Sprintf("%s (%d)", e.text, e.code) }

// liteCode is SQLite's extended code of a fault, of ours or of the driver's connections; false for other faults.
func liteCode(err error) (int, bool) {
	var own *liteError
	if errors.As(err, &own) {
		return own.code, true
	}
	var driver *sqlite.Error
	if errors.As(err, &driver) {
		return driver.Code(), true
	}
	return 0, false
}

var errNoMemory = &liteError{lib.SQLITE_NOMEM, "out of memory"}

// openConn opens the file at path and runs the settings. One goroutine at a time uses a connection, so SQLite needs no locks
// of its own for it.
func openConn(path string, settings ...string) (*liteConn, error) {
	c := &liteConn{tls: libc.NewTLS(), stmts: map[string]*liteStmt{}}
	name, err := libc.CString(path)
	if err != nil {
		c.tls.Close()
		return nil, errNoMemory
	}
	defer libc.Xfree(c.tls, name)
	handle := c.tls.Alloc(8)
	defer c.tls.Free(8)
	*(*uintptr)(memory(handle)) = 0
	const flags = lib.SQLITE_OPEN_READWRITE | lib.SQLITE_OPEN_CREATE | lib.SQLITE_OPEN_NOMUTEX
	rc := lib.Xsqlite3_open_v2(c.tls, name, handle, flags, 0)
	c.db = *(*uintptr)(memory(handle))
	if rc != lib.SQLITE_OK {
		return nil, errors.Join(c.fault(rc), c.close())
	}
	lib.Xsqlite3_extended_result_codes(c.tls, c.db, 1)
	for _, q := range settings {
		if err := c.query(q, nil, nil); err != nil {
			return nil, errors.Join(fmt.Errorf("%s: %w", q, err), c.close())
		}
	}
	return c, nil
}

func (c *liteConn) close() error {
	for _, s := range c.stmts {
		lib.Xsqlite3_finalize(c.tls, s.handle)
		libc.Xfree(c.tls, s.args)
	}
	var err error
	if rc := lib.Xsqlite3_close_v2(c.tls, c.db); rc != lib.SQLITE_OK {
		err = c.fault(rc)
	}
	c.tls.Close()
	return err
}

func (c *liteConn) fault(rc int32) error {
	if c.db == 0 {
		return errNoMemory
	}
	return &liteError{int(rc), libc.GoString(lib.Xsqlite3_errmsg(c.tls, c.db))}
}

// stmt finds or prepares a statement.
func (c *liteConn) stmt(q string) (*liteStmt, error) {
	if s := c.stmts[q]; s != nil {
		return s, nil
	}
	text, err := libc.CString(dialect(q, onlyPostgres))
	if err != nil {
		return nil, errNoMemory
	}
	defer libc.Xfree(c.tls, text)
	handle := c.tls.Alloc(8)
	defer c.tls.Free(8)
	rc := lib.Xsqlite3_prepare_v3(c.tls, c.db, text, -1, lib.SQLITE_PREPARE_PERSISTENT, handle, 0)
	if rc != lib.SQLITE_OK {
		return nil, fmt.Errorf("prepare %q: %w", q, c.fault(rc))
	}
	s := &liteStmt{handle: *(*uintptr)(memory(handle))}
	s.columns = int(lib.Xsqlite3_column_count(c.tls, s.handle))
	s.places = make([]int32, lib.Xsqlite3_bind_parameter_count(c.tls, s.handle))
	for i := range s.places {
		name := libc.GoString(lib.Xsqlite3_bind_parameter_name(c.tls, s.handle, int32(i+1)))
		n, err := strconv.Atoi(strings.TrimPrefix(name, "$"))
		if err != nil || n < 1 || n > len(s.places) {
			lib.Xsqlite3_finalize(c.tls, s.handle)
			return nil, fmt.Errorf("prepare %q: what is %s?", q, name)
		}
		s.places[n-1] = int32(i + 1)
	}
	c.stmts[q] = s
	return s, nil
}

// query runs q and hands each row to scan, which may be nil.
func (c *liteConn) query(q string, scan func(row) error, args []any) (err error) {
	s, err := c.stmt(q)
	if err != nil {
		return err
	}
	if err := c.bind(s, args); err != nil {
		return err
	}
	defer func() {
		// A reset repeats the fault of the step, except where it is what ends a statement that was left early.
		if rc := lib.Xsqlite3_reset(c.tls, s.handle); rc != lib.SQLITE_OK && err == nil {
			err = c.fault(rc)
		}
	}()
	for {
		switch rc := lib.Xsqlite3_step(c.tls, s.handle); rc {
		case lib.SQLITE_DONE:
			return nil
		case lib.SQLITE_ROW:
			if scan == nil {
				continue
			}
			if err := scan(liteRow{c.tls, s}); err != nil {
				return err
			}
		default:
			return c.fault(rc)
		}
	}
}

// run is query of a statement that changes rows, and tells how many.
func (c *liteConn) run(q string, args []any) (changed int64, err error) {
	if err := c.query(q, nil, args); err != nil {
		return 0, err
	}
	return int64(lib.Xsqlite3_changes(c.tls, c.db)), nil
}

// bind gives a statement its arguments. Text and blobs are copied to memory that stays until the next run.
func (c *liteConn) bind(s *liteStmt, args []any) error {
	if len(args) != len(s.places) {
		return fmt.Errorf("%d arguments for %d places", len(args), len(s.places))
	}
	n := 1
	for _, a := range args {
		switch a := a.(type) {
		case string:
			n += len(a)
		case []byte:
			n += len(a)
		}
	}
	if n > s.room {
		libc.Xfree(c.tls, s.args)
		s.room = 2 * n
		if s.args = libc.Xmalloc(c.tls, libc.Tsize_t(s.room)); s.args == 0 {
			s.room = 0
			return errNoMemory
		}
	}
	p := s.args
	for i, a := range args {
		at, rc := s.places[i], int32(0)
		switch a := a.(type) {
		case string:
			copy(unsafe.Slice((*byte)(memory(p)), len(a)), a)
			rc = lib.Xsqlite3_bind_text(c.tls, s.handle, at, p, int32(len(a)), lib.SQLITE_STATIC)
			p += uintptr(len(a))
		case []byte:
			copy(unsafe.Slice((*byte)(memory(p)), len(a)), a)
			rc = lib.Xsqlite3_bind_blob(c.tls, s.handle, at, p, int32(len(a)), lib.SQLITE_STATIC)
			p += uintptr(len(a))
		case int64:
			rc = lib.Xsqlite3_bind_int64(c.tls, s.handle, at, a)
		case int:
			rc = lib.Xsqlite3_bind_int64(c.tls, s.handle, at, int64(a))
		case nil:
			rc = lib.Xsqlite3_bind_null(c.tls, s.handle, at)
		default:
			return fmt.Errorf("argument %d is a %T", at, a)
		}
		if rc != lib.SQLITE_OK {
			return c.fault(rc)
		}
	}
	return nil
}

// liteRow is the row that a statement stands on.
type liteRow struct {
	tls *libc.TLS
	s   *liteStmt
}

// Scan implements row, for the kinds of variables that the store reads into.
func (r liteRow) Scan(dest ...any) error {
	if len(dest) != r.s.columns {
		return fmt.Errorf("scan %d columns into %d variables", r.s.columns, len(dest))
	}
	for i, d := range dest {
		null := lib.Xsqlite3_column_type(r.tls, r.s.handle, int32(i)) == lib.SQLITE_NULL
		switch d := d.(type) {
		case *[]byte:
			*d = nil
			if !null {
				*d = append([]byte{}, r.bytes(i)...)
			}
			continue
		case **int64:
			*d = nil
			if !null {
				n := r.integer(i)
				*d = &n
			}
			continue
		}
		if null {
			return fmt.Errorf("column %d is NULL", i)
		}
		switch d := d.(type) {
		case *string:
			*d = string(r.bytes(i))
		case *int64:
			*d = r.integer(i)
		case *int:
			*d = int(r.integer(i))
		default:
			if err := r.named(i, d); err != nil {
				return err
			}
		}
	}
	return nil
}

// named scans into a type made of a string or a number.
func (r liteRow) named(i int, dest any) error {
	v := reflect.ValueOf(dest)
	if v.Kind() == reflect.Pointer {
		switch v = v.Elem(); v.Kind() {
		case reflect.String:
			v.SetString(string(r.bytes(i)))
			return nil
		case reflect.Int, reflect.Int64:
			v.SetInt(r.integer(i))
			return nil
		}
	}
	return fmt.Errorf("column %d can't be scanned into a %T", i, dest)
}

func (r liteRow) integer(i int) int64 {
	return lib.Xsqlite3_column_int64(r.tls, r.s.handle, int32(i))
}

// bytes are SQLite's own, good until the statement moves on.
func (r liteRow) bytes(i int) []byte {
	p := lib.Xsqlite3_column_text(r.tls, r.s.handle, int32(i))
	n := int(lib.Xsqlite3_column_bytes(r.tls, r.s.handle, int32(i)))
	if p == 0 || n == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(memory(p)), n)
}

// memory is C memory as Go sees it. SQLite's never moves and is no part of Go's heap.
func memory(p uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&p)) }
