// Package bot is the buyer's side: what the shop says and does when a buyer writes.
//
// Step takes a turn — everything that is waiting in one chat, with all that is known of it — and returns a decision: what to
// say, what to write into the books, what to remember. It has no clock, no database, no network and no randomness; what it
// may look up beyond the turn is Facts. The same turn on the same facts gives the same decision.
//
// A tour of the house, in the order in which a message goes through it:
//
//   - percakapan.go  a turn while it is decided: the burst is read as one message and gets one reply; ingatan.go what a chat remembers
//   - kiriman.go     what is no text: pictures, voice notes, locations, carts, edits
//   - jawab, pilihan does it answer the bot's own last question? pilihbeberapa.go several at once, terbuka.go, masihditanya.go what stays asked
//   - salam, produk, info, katalog, ongkir, tempat, bayar, voucher, toko, status, privasi: one file for each thing asked
//   - maksud.go      what words mean behind the draft, the orders and the open question: a table of readings, which stand in tersirat*.go, each file
//     named for what is left unsaid: tersirat (all of them, that is enough), tersiratbayar, tersiratdua (two recipients), tersiratganti,
//     tersiratkirim, tersiratkurang (what is lacking), tersiratpenerima, tersiratpengirim, tersiratpilih (options), tersiratsatuan (units),
//     tersirattanya (plain questions), tersirattopik (what was just talked about), tersirattukar, tersiratukuran
//   - kata.go        where a saying may stand in a text; hari.go the words for days
//   - ralatan.go     corrections: "bukan Rina tapi Rini", "putihnya ganti XL"
//   - pesan.go       goods into the draft, ubah.go and ubahganti.go within and out of it; pilih.go and pilihdraf.go find which product and variant is
//     meant, ralat.go an edited or deleted message, ragu.go goods named too widely, belakangan.go goods for another time
//   - tanya.go       questions by the words of what the owner wrote, and by the names of what the shop lacks; tunggu.go who waits for its return
//   - banyaknya.go   how many, in few words; dimaksud.go what is pointed at, sekerabat.go goods of one kind that a word tells apart
//   - keranjang.go   the draft, kept as what each message contributed; keliru.go what is found wrong in it,
//     hargabenar.go a price that is right and wondered at
//   - alamat.go      where the parcel goes, and what lacks of it; alamatbagian.go a part by itself, jalan.go mends a part of a street
//   - catatan.go     wishes; catatanklausa.go and catatanpola.go those that nothing announces, catatantanya.go whether one was noted
//   - ambil.go       who comes for the goods; ambilkata.go the words that say so
//   - hitung.go      what a basket costs; paket.go what a question about shipping weighs
//   - total.go       the end of every reply: the draft where it changed, and the one question that brings it nearer; jumlah.go the total asked for
//   - konfirmasi.go  the yes, the order, its number and unique code; setuju.go what is an explicit yes, sebutlayanan.go a yes that is more,
//     gantibayar.go the way to pay beside it
//   - bukti, klaim   proofs and claims of payment; lewat.go by which way, qris.go, bingkai.go and qrbukti.go the codes of a shop
//     and in pictures, batasbayar.go words about money that are no payment
//   - sesudah.go     what is said after an order; gantikurir.go its courier, peringatan.go what people who have it in hand must know
//   - batal.go       cancelling and changing what is recorded, batalkata.go the words beside it; refund.go money that goes back
//   - gejala.go      what sounds like a complaint and is none
//   - serah.go       handing over to people and back; draf.go answers that were only proposed to them
//   - waktu.go       reminders, deadlines and other things that fall due
//   - sebutan.go     how products, prices and stock are named
//   - nilai.go       the only place where values for messages are made, each with its source
//   - balasan.go     replies by key; balasan_bawaan.yaml holds their words, without a single digit
//
// Glossary, one spelling each: ongkir is the shipping cost, alamat an address, tagihan what is to be paid, bukti a proof of
// payment, titipan money that fits no order, pesanan a recorded order, keranjang the draft before it, sapaan how a buyer is
// called, grosir wholesale, balasan a reply, resi a tracking number, serah handing over to a person.
package bot
