// Package telegramtest is a local Telegram for tests: the part of the Bot API that tokobot uses, with real confirm semantics,
// groups, topics, files and scripted faults, and a way to act as staff.
package telegramtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Token is the bot token that the server accepts.
const Token = "123456:TEST-TOKEN"

// maxForm bounds what is held in memory of one request; Telegram takes 50 MB.
const maxForm = 60 << 20

// Server is one local Telegram. All methods are safe for concurrent use.
type Server struct {
	http *httptest.Server

	mu        sync.Mutex
	arrived   chan struct{} // closed and renewed when an update is added
	updates   []update
	lastID    int64 // of updates
	confirmed int64
	poll      int // counts getUpdates calls, so that an older poller is thrown out
	chats     map[int64]*chat
	lastMsg   int
	files     map[string]File
	faults    []*Fault
	answers   []Answer
	calls     []Call
	menus     map[int64]json.RawMessage
	webhook   bool // another program set one: nothing can be polled
	now       func() time.Time
}

// update is one unconfirmed update.
type update struct {
	id  int64
	raw json.RawMessage
}

// File is something uploaded by the bot or by staff.
type File struct {
	Name string
	Data []byte
}

// Answer is what a presser saw of answerCallbackQuery.
type Answer struct {
	Callback string
	Text     string
}

// Call is one request as it came, for counting and for pace.
type Call struct {
	At     time.Time
	Method string
	Chat   int64
	// Fields are the form's values; an upload stands under its field's name with the file's.
	Fields map[string]string
}

// New starts a server on a free port of the loopback address. Its clock is the machine's.
func New() *Server {
	s := &Server{
		arrived: make(chan struct{}), chats: map[int64]*chat{}, files: map[string]File{},
		menus: map[int64]json.RawMessage{}, lastID: 900000, lastMsg: 10, now: time.Now,
	}
	s.http = httptest.NewServer(http.HandlerFunc(s.serve))
	return s
}

// URL is what the client takes for https://api.telegram.org.
func (s *Server) URL() string { return s.http.URL }

// Close stops the server and every long poll.
func (s *Server) Close() {
	s.http.CloseClientConnections()
	s.http.Close()
}

// apiError is an answer that is not ok.
type apiError struct {
	status      int
	description string
	parameters  map[string]any
}

func (e *apiError) Error() string { return e.description }

func badRequest(description string) error {
	return &apiError{status: http.StatusBadRequest, description: "Bad Request: " + description}
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	switch {
	case strings.HasPrefix(r.URL.Path, "/control/"):
		s.control(w, r)
	case strings.HasPrefix(r.URL.Path, "/file/bot"+Token+"/"):
		s.download(w, strings.TrimPrefix(r.URL.Path, "/file/bot"+Token+"/"))
	case strings.HasPrefix(r.URL.Path, "/bot"+Token+"/"):
		s.api(w, r, strings.TrimPrefix(r.URL.Path, "/bot"+Token+"/"))
	default:
		reply(w, nil, &apiError{status: http.StatusUnauthorized, description: "Unauthorized"})
	}
}

func (s *Server) api(w http.ResponseWriter, r *http.Request, method string) {
	f, err := readForm(r)
	if err != nil {
		reply(w, nil, badRequest(err.Error()))
		return
	}
	s.mu.Lock()
	fault := s.takeFault(method, f.chat())
	s.calls = append(s.calls, Call{At: s.now(), Method: method, Chat: f.chat(), Fields: f.fields()})
	s.mu.Unlock()
	if fault != nil && !fault.AfterDoing {
		fault.answer(w)
		return
	}
	result, err := s.do(r, method, f)
	if fault != nil {
		fault.answer(w)
		return
	}
	reply(w, result, err)
}

func reply(w http.ResponseWriter, result any, err error) {
	w.Header().Set("Content-Type", "application/json")
	body := map[string]any{"ok": err == nil}
	status := http.StatusOK
	if err != nil {
		var e *apiError
		if !errors.As(err, &e) {
			e = &apiError{status: http.StatusInternalServerError, description: err.Error()}
		}
		status = e.status
		body["error_code"], body["description"] = e.status, e.description
		if e.parameters != nil {
			body["parameters"] = e.parameters
		}
	} else {
		body["result"] = result
	}
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // the client went away: nothing to tell
}

func (s *Server) download(w http.ResponseWriter, path string) {
	s.mu.Lock()
	f, ok := s.files[strings.TrimPrefix(path, "files/")]
	s.mu.Unlock()
	if !ok {
		http.NotFound(w, nil)
		return
	}
	_, _ = w.Write(f.Data)
}

// form is one request's fields and uploads.
type form struct {
	values map[string]string
	files  map[string]File
}

func readForm(r *http.Request) (form, error) {
	f := form{values: map[string]string{}, files: map[string]File{}}
	for name, values := range r.URL.Query() {
		f.values[name] = values[0]
	}
	if r.ContentLength == 0 {
		return f, nil
	}
	reader, err := r.MultipartReader()
	if err != nil {
		return f, fmt.Errorf("not multipart: %w", err)
	}
	for {
		part, err := reader.NextPart()
		if errors.Is(err, io.EOF) {
			return f, nil
		}
		if err != nil {
			return f, err
		}
		if err := f.add(part); err != nil {
			return f, err
		}
	}
}

func (f form) add(part *multipart.Part) error {
	data, err := io.ReadAll(io.LimitReader(part, maxForm))
	if err != nil {
		return err
	}
	if part.FileName() != "" {
		f.files[part.FormName()] = File{Name: part.FileName(), Data: data}
		return nil
	}
	f.values[part.FormName()] = string(data)
	return nil
}

func (f form) fields() map[string]string {
	all := maps.Clone(f.values)
	for name, file := range f.files {
		all[name] = file.Name
	}
	return all
}

func (f form) chat() int64 {
	id, _ := strconv.ParseInt(f.values["chat_id"], 10, 64) // absent or malformed: no chat
	return id
}

func (f form) int(name string) int {
	n, _ := strconv.Atoi(f.values[name]) // absent or malformed: zero, as Telegram does
	return n
}
