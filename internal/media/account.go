package media

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// account is who asks, and in which region.
type account struct{ id, secret, session, region string }

// accountOf finds the keys where the vendor's own programs find them: in the environment, else in ~/.aws/credentials and
// ~/.aws/config under the profile's name. A profile that is asked for by name goes before the environment.
func accountOf(profile string, getenv func(string) string) (account, error) {
	a := account{
		id: getenv("AWS_ACCESS_KEY_ID"), secret: getenv("AWS_SECRET_ACCESS_KEY"), session: getenv("AWS_SESSION_TOKEN"),
		region: cmp.Or(getenv("AWS_REGION"), getenv("AWS_DEFAULT_REGION")),
	}
	if profile != "" || a.id == "" || a.secret == "" {
		a.id, a.secret, a.session = "", "", ""
	}
	profile = cmp.Or(profile, getenv("AWS_PROFILE"), "default")
	section := "profile " + profile
	if profile == "default" {
		section = profile
	}
	home := getenv("HOME")
	for _, f := range []struct{ path, section string }{
		{cmp.Or(getenv("AWS_SHARED_CREDENTIALS_FILE"), filepath.Join(home, ".aws", "credentials")), profile},
		{cmp.Or(getenv("AWS_CONFIG_FILE"), filepath.Join(home, ".aws", "config")), section},
	} {
		said, err := readSection(f.path, f.section)
		if err != nil {
			return account{}, err
		}
		if a.id == "" && said["aws_access_key_id"] != "" {
			a.id, a.secret, a.session = said["aws_access_key_id"], said["aws_secret_access_key"], said["aws_session_token"]
		}
		a.region = cmp.Or(a.region, said["region"])
	}
	if a.id == "" || a.secret == "" {
		return account{}, errors.New("kunci penyimpanan belum ada; isi variabel AWS_ACCESS_KEY_ID dan AWS_SECRET_ACCESS_KEY")
	}
	return a, nil
}

// readSection reads the lines name = value below [section]; a file that is not there, or not for us, says nothing.
func readSection(path, section string) (map[string]string, error) {
	data, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) {
		return nil, fmt.Errorf("kunci penyimpanan: %w", err)
	}
	said := map[string]string{}
	in := false
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		switch name, value, ok := strings.Cut(line, "="); {
		case line == "" || line[0] == '#' || line[0] == ';':
		case line[0] == '[':
			in = strings.Join(strings.Fields(strings.Trim(line, "[]")), " ") == section
		case in && ok:
			said[strings.ToLower(strings.TrimSpace(name))] = strings.TrimSpace(value)
		}
	}
	return said, nil
}
