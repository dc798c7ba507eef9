//go:build !tanpa_s3

package media

import _ "gocloud.dev/blob/s3blob" // s3://, for media beyond one machine; a build with the tag tanpa_s3 is 8 MB smaller without
