// Package house holds the rules of the whole repository as tests: who may import whom, what each package says it is for, how
// long files and functions get.
package house
