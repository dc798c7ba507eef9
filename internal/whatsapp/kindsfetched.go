package whatsapp

import (
	"mime"
	"path"
	"slices"
	"strings"
)

// fetchedTypes are the files that the shop has a use for: pictures, sound, papers, tables. What else is sent, programs dressed
// up as invitations above all, is not fetched, so that nobody opens it.
var fetchedTypes = []string{
	"image/", "video/", "audio/", "text/plain", "text/csv", "application/pdf", "application/msword", "application/vnd.ms-excel",
	"application/vnd.ms-powerpoint", "application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument.",
}

// fetchedEndings are those of the same files. A name decides where the type says nothing, and against a type that it contradicts.
var fetchedEndings = []string{
	"", ".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".mp4", ".3gp", ".mov", ".ogg", ".opus", ".m4a", ".mp3", ".aac", ".amr", ".wav",
	".txt", ".csv", ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods",
}

// mayFetch tells whether a file is one that the shop fetches.
func mayFetch(name, mimeType string) bool {
	ending := strings.ToLower(path.Ext(name))
	if strings.ContainsAny(ending, " ") {
		ending = "" // "no. 3 bukti" has no ending
	}
	base, _, err := mime.ParseMediaType(mimeType)
	if err != nil || base == "application/octet-stream" {
		return ending != "" && slices.Contains(fetchedEndings, ending)
	}
	return slices.Contains(fetchedEndings, ending) && slices.ContainsFunc(fetchedTypes, func(t string) bool { return strings.HasPrefix(base, t) })
}
