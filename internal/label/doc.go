// Package label draws address labels of 100×150 mm as PDF for a thermal printer; the same parcels give the same bytes.
//
// PDF takes any number of parcels, one page each.
package label
