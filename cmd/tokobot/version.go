package main

import (
	"fmt"
	"runtime/debug"
)

type versionCommand struct{}

// Run writes the version that the build was given, and the commit where it is known.
func (versionCommand) Run(p program) error {
	version, commit := "tanpa versi", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		if v := info.Main.Version; v != "" && v != "(devel)" {
			version = v
		}
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				commit = " " + s.Value[:min(12, len(s.Value))]
			}
		}
		_, err := fmt.Fprintf(p.stdout, "tokobot %s%s (%s)\n", version, commit, info.GoVersion)
		return err
	}
	_, err := fmt.Fprintf(p.stdout, "tokobot %s\n", version)
	return err
}
