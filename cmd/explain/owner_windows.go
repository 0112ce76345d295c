package main

import "os"

// keepOwner: a new file belongs to whom its folder says, as the old one did.
func keepOwner(*os.File, os.FileInfo) error { return nil }
