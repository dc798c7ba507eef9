package whatsapptest

import (
	"fmt"

	waBinary "go.mau.fi/whatsmeow/binary"
	"go.mau.fi/whatsmeow/proto/waCommon"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/proto/waWeb"
	"google.golang.org/protobuf/proto"
)

// Resend is the shop's own phone handing a linked device a buyer's message that the device could not get by itself.
func (p *Phone) Resend(buyer *Phone, id, text string) {
	web, err := proto.Marshal(&waWeb.WebMessageInfo{
		Key:     &waCommon.MessageKey{RemoteJID: proto.String(buyer.lid.String()), FromMe: proto.Bool(false), ID: &id},
		Message: &waE2E.Message{Conversation: &text}, MessageTimestamp: proto.Uint64(uint64(p.s.now().Unix())), PushName: &buyer.name,
	})
	if err != nil {
		panic(err) // a message of our own making
	}
	kind := waE2E.PeerDataOperationRequestType_PLACEHOLDER_MESSAGE_RESEND
	plain, err := proto.Marshal(&waE2E.Message{ProtocolMessage: &waE2E.ProtocolMessage{
		Type: waE2E.ProtocolMessage_PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE.Enum(),
		PeerDataOperationRequestResponseMessage: &waE2E.PeerDataOperationRequestResponseMessage{
			PeerDataOperationRequestType: &kind, StanzaID: proto.String("3EB0ASKED"),
			PeerDataOperationResult: []*waE2E.PeerDataOperationRequestResponseMessage_PeerDataOperationResult{{
				PlaceholderMessageResendResponse: &waE2E.PeerDataOperationRequestResponseMessage_PeerDataOperationResult_PlaceholderMessageResendResponse{
					WebMessageInfoBytes: web,
				},
			}},
		},
	}})
	if err != nil {
		panic(err) // as above
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.n++
	for _, d := range p.s.linked() {
		if err := p.write(d, fmt.Sprintf("3APEER%06X", p.n), plain, waBinary.Attrs{"category": "peer"}); err != nil {
			panic(err)
		}
	}
}
