package catalog

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/invopop/jsonschema"
)

// The schemas live in a test so that the program doesn't carry the library that makes them.

func anyOf(s ...*jsonschema.Schema) *jsonschema.Schema { return &jsonschema.Schema{AnyOf: s} }

func typed(kind string) *jsonschema.Schema { return &jsonschema.Schema{Type: kind} }

// matching is a text of a shape. Editors see a number where the owner types one, so that is allowed as well.
func matching(pattern string, others ...string) *jsonschema.Schema {
	s := anyOf(&jsonschema.Schema{Type: "string", Pattern: pattern})
	for _, o := range others {
		s.AnyOf = append(s.AnyOf, &jsonschema.Schema{Type: o, Minimum: "0"})
	}
	return s
}

// anyText is what may stand where a text is read: editors take no, 12 and 2026-12-25 for other things.
func anyText() *jsonschema.Schema { return anyOf(typed("string"), typed("number"), typed("boolean")) }

func listSchema(items *jsonschema.Schema) *jsonschema.Schema {
	least := uint64(1)
	return &jsonschema.Schema{Type: "array", Items: items, MinItems: &least}
}

func mapSchema(values *jsonschema.Schema) *jsonschema.Schema {
	return &jsonschema.Schema{Type: "object", AdditionalProperties: values}
}

const amountPattern = `^ *([Rr][Pp] *)?([0-9]+|[0-9]{1,3}([.][0-9]{3})+|[0-9]+([.,][0-9]+)? *([Rr][Bb]|[Kk]|[Jj][Tt]))(,-)? *$`

func (text) JSONSchema() *jsonschema.Schema   { return anyText() }
func (texts) JSONSchema() *jsonschema.Schema  { return listSchema(anyText()) }
func (amount) JSONSchema() *jsonschema.Schema { return matching(amountPattern, "number") }
func (number) JSONSchema() *jsonschema.Schema {
	return matching(amountPattern+"|^[0-9]+ *%$", "number")
}
func (weight) JSONSchema() *jsonschema.Schema {
	return matching(`^ *[0-9]+([.,][0-9]+)? *([Gg]|[Gg][Rr]|[Gg]ram|[Kk][Gg]|[Kk]ilo)? *$`, "number")
}
func (span) JSONSchema() *jsonschema.Schema {
	return matching(`^ *[0-9]+ *(menit|mnt|m|min|jam|j|h|hari|hr|d|minggu|mgg|w) *$`)
}
func (spanList) JSONSchema() *jsonschema.Schema { return listSchema(span{}.JSONSchema()) }
func (yesno) JSONSchema() *jsonschema.Schema {
	return anyOf(&jsonschema.Schema{Type: "string", Enum: []any{"ya", "tidak"}}, typed("boolean"))
}
func (count) JSONSchema() *jsonschema.Schema { return matching(`^[0-9]{1,3}([.][0-9]{3})*$`, "number") }
func (day) JSONSchema() *jsonschema.Schema {
	return matching(`^20[0-9]{2}-[0-9]{2}-[0-9]{2}$`)
}
func (days) JSONSchema() *jsonschema.Schema   { return listSchema(day{}.JSONSchema()) }
func (places) JSONSchema() *jsonschema.Schema { return listSchema(typed("string")) }
func (place) JSONSchema() *jsonschema.Schema  { return typed("string") }
func (pairs) JSONSchema() *jsonschema.Schema  { return mapSchema(anyText()) }
func (payKind) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{Type: "string", Enum: []any{Transfer, EWallet, QRIS, COD}}
}
func (promoKind) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{Type: "string", Enum: []any{Percent, Off}}
}
func (hours) JSONSchema() *jsonschema.Schema {
	return mapSchema(matching(`^ *([0-9]{1,2}([.:][0-9]{2})? *[-–] *[0-9]{1,2}([.:][0-9]{2})?|[Tt]utup|[Ll]ibur|24 [Jj]am) *$`))
}
func (sizes) JSONSchema() *jsonschema.Schema {
	return matching(`^ *[0-9]+([.,][0-9])? *[x×*] *[0-9]+([.,][0-9])? *[x×*] *[0-9]+([.,][0-9])? *(cm)? *$`)
}
func (axes) JSONSchema() *jsonschema.Schema {
	return mapSchema(listSchema(anyOf(append(anyText().AnyOf, schemaOf(new(optionFile)))...)))
}
func (listOf[T]) JSONSchema() *jsonschema.Schema { return listSchema(schemaOf(new(T))) }
func (one[T]) JSONSchema() *jsonschema.Schema    { return schemaOf(new(T)) }

// JSONSchemaExtend lets a varian entry name the axes of its product.
func (variantFile) JSONSchemaExtend(s *jsonschema.Schema) { s.AdditionalProperties = anyText() }

func schemaOf(v any) *jsonschema.Schema {
	r := jsonschema.Reflector{FieldNameTag: "yaml", RequiredFromJSONSchemaTags: true, DoNotReference: true, Anonymous: true}
	s := r.Reflect(v)
	s.Version = ""
	for f := range reflect.TypeOf(v).Elem().Fields() {
		_, isText := reflect.Zero(f.Type).Interface().(text)
		_, isPairs := reflect.Zero(f.Type).Interface().(pairs)
		key := f.Tag.Get("yaml")
		if (isText || isPairs || key == "alias") && !slices.Contains(s.Required, key) { // may be left blank
			p, _ := s.Properties.Get(key)
			s.Properties.Set(key, &jsonschema.Schema{AnyOf: append(anyOf(&jsonschema.Schema{Type: p.Type, Items: p.Items, MinItems: p.MinItems,
				AdditionalProperties: p.AdditionalProperties, AnyOf: p.AnyOf}).AnyOf, typed("null")), Description: p.Description})
		}
	}
	return s
}

// schemas are the published files. balasan.yaml has any keys, because the bot's rooms name them.
func schemas() map[string]*jsonschema.Schema {
	replies := mapSchema(anyOf(anyText(), listSchema(anyText())))
	replies.Properties = jsonschema.NewProperties()
	words := pairs{}.JSONSchema()
	words.Description = "Kata yang diajarkan ke bot: kata pembeli dan artinya"
	replies.Properties.Set(wordsKey, words)
	return map[string]*jsonschema.Schema{
		"toko": schemaOf(new(tokoFile)), "produk": schemaOf(new(produkFile)), "ongkir": schemaOf(new(ongkirFile)), "pembayaran": schemaOf(new(pembayaranFile)),
		"faq": schemaOf(new(faqFile)), "promo": schemaOf(new(promoFile)), "balasan": replies,
	}
}

// TestSchemasAreCurrent compares skema/ with the types of format.go; go generate writes it anew.
func TestSchemasAreCurrent(t *testing.T) {
	for name, s := range schemas() {
		s.Version = jsonschema.Version
		s.Title = name + ".yaml"
		b, err := json.MarshalIndent(s, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		b = append(b, '\n')
		path := filepath.Join("skema", name+".json")
		if *update {
			write(t, path, string(b))
		}
		if have, err := os.ReadFile(path); err != nil || !bytes.Equal(have, b) {
			t.Errorf("%s is not what the types say; run go generate ./catalog (%v)", path, err)
		}
	}
}

// TestEveryKeyIsDescribed: an editor shows the owner what each key is for.
func TestEveryKeyIsDescribed(t *testing.T) {
	for _, v := range []any{tokoFile{}, produkFile{}, productFile{}, tierFile{}, variantFile{}, optionFile{}, ongkirFile{}, courierFile{}, serviceFile{}, rateFile{},
		freeShippingFile{}, pembayaranFile{}, uniqueCodeFile{}, methodFile{}, faqFile{}, questionFile{}, promoFile{}, voucherFile{}} {
		for f := range reflect.TypeOf(v).Fields() {
			if f.Tag.Get("yaml") == "" || f.Tag.Get("jsonschema_description") == "" {
				t.Errorf("%T.%s has no key or no description", v, f.Name)
			}
		}
	}
}

// TestReservedKeys: no axis may bear the name of a key of varian.
func TestReservedKeys(t *testing.T) {
	for f := range reflect.TypeFor[variantFile]().Fields() {
		if key := f.Tag.Get("yaml"); !strings.Contains(" "+strings.Join(reserved, " ")+" ", " "+key+" ") {
			t.Errorf("%s is not reserved", key)
		}
	}
}
