package bot

// The words for days, in one table for all that reads when something shall be.
const (
	dayNames = `senin senen selasa rabu rebo kamis jumat jum'at sabtu sbtu minggu ahad`
	nextDays = `besok bsok bsk besuk esok sesuk benjing mbenjing isukan lusa`
)
