// Package resi knows the shapes of couriers' tracking numbers: a check raises a doubt, it never refuses.
package resi
