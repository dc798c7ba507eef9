package telegram

import "testing"

func TestMarkup(t *testing.T) {
	for text, want := range map[string]string{
		"*Kemas #A* (lunas)":                    "<b>Kemas #A</b> (lunas)",
		"2*3*4 <b>":                             "2*3*4 &lt;b&gt;",
		"*Draf*\nsalin:\n```\n*Total* <1>\n```": "<b>Draf</b>\nsalin:\n<pre>*Total* &lt;1&gt;</pre>",
		"a\n```\nb\n```\n*c*\n```\nd\n```\ne":   "a\n<pre>b</pre>\n<b>c</b>\n<pre>d</pre>\ne",
		"```\nawal\n```":                        "<pre>awal</pre>",
		"tak ditutup\n```\n*a*":                 "tak ditutup\n```\n<b>a</b>",
	} {
		if got := markup(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
