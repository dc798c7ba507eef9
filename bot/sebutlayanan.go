package bot

import (
	"slices"
	"strings"
	"unicode"

	"tokobot/bot/understand"
	"tokobot/catalog"
)

// Words under a shown total that are a yes and something else too: the name of a service, YES or OKE, or the end of the list.

// agreeWords agree; beside the words of enoughWords they are a yes.
var agreeWords = strings.Fields(`ya yaa iya iyaa y yes ok oke okey okay sip siap boleh betul bener benar fix deal setuju lanjut gas nggih inggih leres muhun iyo`)

// thatIsAll reads "boleh, itu aja", "oke sudah cukup" under a shown total as the yes that they are: they agree, and only end the list besides.
func (k *talk) thatIsAll(acts []understand.Act) []understand.Act {
	words := lettersOf(k.text())
	agrees := func(w string) bool { return slices.Contains(agreeWords, w) }
	beside := func(w string) bool {
		return agrees(w) || slices.Contains(enoughWords, w) && !slices.Contains(noWords, w) || slices.Contains(thanks, w) || strings.EqualFold(w, k.Catalog.Shop.Sapaan)
	}
	ends := slices.Contains(words, "cukup") || hasWord(k.low(), endWords)
	if !ends || !slices.ContainsFunc(words, agrees) || strings.ContainsAny(k.text(), "?0123456789") ||
		slices.ContainsFunc(words, func(w string) bool { return !beside(w) }) {
		return acts
	}
	return []understand.Act{{Intent: understand.Affirm, Words: k.text()}}
}

// endWords end a list of goods; noWords, beside them, say that it has no more, thanks only close the talk.
var (
	endWords = []string{"itu aja", "itu saja", "itu doang", "segitu", "gitu aja", "gitu saja", "itu tok", "itu ae", "iku ae", "iku wae", "niku mawon", "ini aja", "ini saja", "itu dulu", "ini dulu"}
	noWords  = strings.Fields(`ga gak nggak engga tidak tdk`)
	thanks   = strings.Fields(`makasih makasi mksh mkasih terima terimakasih kasih trims thanks thx suwun nuwun`)
)

var (
	// yesService are yes words by which couriers call services as well.
	yesService = strings.Fields(`ya yes ok oke siap sip`)
	// serviceBefore stand before the name of a service, serviceAfter behind it.
	serviceBefore = strings.Fields(`kurir kurirnya ekspedisi ekspedisinya layanan layanannya paket pake pakai pakenya pk yang yg via lewat kirim dikirim ganti jadi atau`)
	serviceAfter  = strings.Fields(`kurir kurirnya ekspedisi ekspedisinya layanannya berapa brp ongkirnya ongkir atau`)
	softWords     = strings.Fields(`aja saja deh ya dong kak min`)
)

// yesOrService tells a yes from the service of the same name, which the catalog has, under a shown total: "YES aja kurirnya" and "yg YES berapa?"
// are about the service, in "yes pakai JNE" the yes goes with any service of JNE.
func (k *talk) yesOrService(acts []understand.Act) []understand.Act {
	word, s := k.serviceLikeYes()
	if s == nil || !k.shownTotal() {
		return acts
	}
	rest := slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool {
		return a.Intent == understand.Affirm || a.Intent == understand.ChooseCourier || a.Intent == understand.OutOfScope ||
			a.Intent == understand.AskPrice && len(a.Products) == 0 || a.Intent == understand.AskCouriers || a.Intent == understand.AskShippingCost && placeOf(a) == "" ||
			a.Intent == understand.GiveAddress && placeOf(a) == "" && (a.Address == nil || a.Address.Street == "" && a.Address.Recipient == "")
	})
	meant := understand.Act{Intent: understand.ChooseCourier, Courier: s.Courier.Code, Service: s.Code, Words: word}
	if strings.Contains(k.text(), "?") || hasWord(k.low(), []string{"berapa ", "brp "}) {
		meant.Intent = understand.AskShippingCost
	}
	// right after its price was told, even the word alone is the service: at worst its total is asked about once more
	told := slices.Equal(k.m.Asked.Services, []string{s.Courier.Code + "/" + s.Code})
	if told && !strings.Contains(k.text(), "?") || k.besideCourier(word) {
		return append(rest, meant)
	}
	for i, a := range acts {
		if a.Intent == understand.ChooseCourier && strings.EqualFold(a.Service, s.Code) && a.Courier != "" {
			acts = slices.Clone(acts)
			acts[i].Service = ""
			if !doesAny(acts, understand.Affirm) {
				acts = append([]understand.Act{{Intent: understand.Affirm, Words: word}}, acts...)
			}
			return acts
		}
	}
	return acts
}

// serviceLikeYes is the word of the burst that is a yes and a service of the shop's couriers; of several the one whose courier is named.
func (k *talk) serviceLikeYes() (string, *catalog.Service) {
	var found *catalog.Service
	var word string
	for _, c := range k.Catalog.Couriers {
		for _, s := range c.Services {
			w := strings.ToLower(s.Code)
			if !slices.Contains(yesService, w) || !hasWord(k.low(), []string{w + " "}) {
				continue
			}
			if found == nil || hasWord(k.low(), []string{strings.ToLower(c.Code) + " "}) {
				word, found = w, s
			}
		}
	}
	return word, found
}

// besideCourier tells whether what makes a word a service stands beside it: a courier before it, or a word that speaks of one.
func (k *talk) besideCourier(word string) bool {
	words := strings.FieldsFunc(k.low(), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(",.;!\n", r)
	})
	for i, w := range words {
		if strings.Trim(w, ",.;!") != word {
			continue
		}
		if i > 0 && (slices.Contains(serviceBefore, words[i-1]) || k.courierCalled(words[i-1])) {
			return true
		}
		next := i + 1
		for next < len(words) && w == word && slices.Contains(softWords, words[next]) {
			next++
		}
		if w == word && next < len(words) && slices.Contains(serviceAfter, strings.Trim(words[next], ",.;!")) {
			return true
		}
	}
	return false
}

// courierCalled tells whether a word names one of the shop's couriers.
func (k *talk) courierCalled(w string) bool {
	return slices.ContainsFunc(k.Catalog.Couriers, func(c *catalog.Courier) bool {
		return w == strings.ToLower(c.Code) || w == strings.ToLower(c.Name) || w+" express" == strings.ToLower(c.Name)
	})
}
