// Package web compiles patterns and templates when it is initialised.
package web

import (
	"embed"
	htmltemplate "html/template"
	"io"
	"io/fs"
	"regexp"
	"text/template"
)

//go:embed pages
var pages embed.FS

var (
	route = regexp.MustCompile(`^/v1/([a-z]+)/([0-9]+)$`)
	host  = regexp.MustCompile(`^[a-z0-9.-]+$`)
	page  = htmltemplate.Must(htmltemplate.ParseFS(pages, "pages/*.html"))
	mail  *template.Template
)

func init() {
	mail = compiled()
}

//go:noinline
func compiled() *template.Template {
	return template.Must(template.New("mail").Parse("Dear {{.}}"))
}

// Render writes the page and the mail of a path.
func Render(w io.Writer, path string) error {
	if !route.MatchString(path) || !host.MatchString("example.com") {
		return fs.ErrNotExist
	}
	if err := mail.Execute(w, path); err != nil {
		return err
	}
	return page.Execute(w, path)
}
