// Package config is config.yaml as one typed struct: strict, every fault at once, secrets only from the environment or files.
package config
