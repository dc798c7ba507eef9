package understand

import (
	"reflect"
	"testing"
)

// TestKeyCues holds that every cue and set that the code asks for was looked up.
func TestKeyCues(t *testing.T) {
	v := reflect.ValueOf(*chatCues())
	none := chatLexicon().names[0]
	for i := range v.NumField() {
		f, name := v.Field(i), v.Type().Field(i).Name
		switch f.Kind() {
		case reflect.Array:
			if f.IsZero() {
				t.Errorf("%s is empty", name)
			}
		case reflect.Uint8:
			if f.Uint() == 0 {
				t.Errorf("%s is %s", name, none)
			}
		}
	}
}
