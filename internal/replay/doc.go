// Package replay plays a scripted day through the whole shop, with the clock of the script and no network, and prints what
// everybody sees. The format of script and output is a published interface (README, "tokobot replay").
package replay
