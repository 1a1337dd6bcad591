package figures

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"reckon/model/number"
)

// maxTold bounds what is told of a chart: the rest is in its data.
const maxTold = 24

// Describe writes alternative text from the data of a chart and says that it
// did: what is drawn, its ends, its marks.
func Describe(c *Chart) string {
	d := describer{wordsOf(c.Lang), number.Style{Lang: c.Lang}}
	return d.lead + strings.Join(d.chart(c.clean()), d.semicolon) + d.stop
}

type describer struct {
	sentences
	style number.Style
}

// num writes whole numbers in full, others in three digits at most.
func (d describer) num(x float64) string { return d.among(x, 0) }

// among writes a number of several in so many digits that it is told from the
// others, which lie within span: 2023.08 and 2023.17 of a year.
func (d describer) among(x, span float64) string {
	if x == math.Trunc(x) && math.Abs(x) < 1e6 {
		return d.style.Number(x, number.Format{Verb: 'f', Digits: 0}, 0)
	}
	digits := 3
	if size := math.Abs(x); span > 0 && size > span {
		digits = min(12, 3+int(math.Floor(math.Log10(size))-math.Floor(math.Log10(span))))
	}
	full := strconv.FormatFloat(x, 'e', digits-1, 64)
	for ; digits > 1; digits-- {
		short, err := strconv.ParseFloat(strconv.FormatFloat(x, 'e', digits-2, 64), 64)
		if long, _ := strconv.ParseFloat(full, 64); err != nil || short != long {
			break
		}
	}
	return d.style.Number(x, number.Format{Verb: 'g', Digits: digits}, 0)
}

// span is how far apart the ends of a list are.
func span(values []float64) float64 {
	e := nothing
	e.add(false, values...)
	return math.Max(0, e.max-e.min)
}

func (d describer) chart(c *Chart) (parts []string) {
	switch {
	case len(c.Panels) > 0:
		for _, p := range (&sheet{Chart: c}).charts() {
			parts = append(parts, p.Title+d.colon+strings.Join(d.chart(p), d.semicolon))
		}
		return d.cut(parts)
	case c.Kind == Sankey:
		return d.flows(c)
	case c.categorical():
		parts = d.bars(c)
	case c.Kind == Scatter:
		parts = d.points(c)
	default:
		parts = d.curves(c)
	}
	for _, m := range c.Marks {
		if m.Label != "" {
			parts = append(parts, fmt.Sprintf(d.mark, m.Label))
		}
	}
	for _, l := range c.Lines {
		log := c.Y.Log
		if l.Vertical && !c.categorical() {
			log = c.X.Log
		}
		if l.Label != "" && drawable(l.At, log) {
			parts = append(parts, fmt.Sprintf(d.line, l.Label))
		}
	}
	return parts
}

// cut ends a long list with an ellipsis.
func (d describer) cut(parts []string) []string {
	if len(parts) > maxTold {
		parts = append(parts[:maxTold:maxTold], "…")
	}
	return parts
}

func (d describer) flows(c *Chart) (parts []string) {
	for _, f := range c.Flows {
		if f.From < 0 || f.To < 0 || f.From >= len(c.Nodes) || f.To >= len(c.Nodes) {
			continue
		}
		text := f.Text
		if text == "" {
			text = d.num(f.Value)
		}
		parts = append(parts, fmt.Sprintf(d.flow, text, c.Nodes[f.From].Label, c.Nodes[f.To].Label))
	}
	return d.cut(parts)
}

func (d describer) bars(c *Chart) (parts []string) {
	for _, s := range c.Series {
		var values []string
		for i, name := range c.Categories {
			v := pick(s.Y, i)
			if math.IsNaN(v) {
				continue
			}
			text := textOf(s, i)
			if text == "" || c.Kind == Tornado { // there the text is the input's
				text = d.num(v)
			}
			values = append(values, name+" "+text)
		}
		lead := ""
		if len(c.Series) > 1 && s.Label != "" {
			lead = s.Label + d.colon
		}
		parts = append(parts, lead+strings.Join(d.cut(values), d.comma))
	}
	return parts
}

func (d describer) points(c *Chart) (parts []string) {
	for _, s := range c.Series {
		var points []string
		spanX, spanY := span(s.X), span(s.Y)
		for i, y := range s.Y {
			if x := pick(s.X, i); !math.IsNaN(x) && !math.IsNaN(y) {
				points = append(points, strings.TrimSpace(textOf(s, i)+" ("+d.among(x, spanX)+d.comma+d.among(y, spanY)+")"))
			}
		}
		lead := ""
		if s.Label != "" {
			lead = s.Label + d.colon
		}
		parts = append(parts, lead+strings.Join(d.cut(points), d.comma))
	}
	return parts
}

func (d describer) curves(c *Chart) (parts []string) {
	for _, s := range c.Series {
		if s.Points {
			parts = append(parts, d.points(&Chart{Series: []Series{s}})...)
			continue
		}
		first, last := -1, -1
		for i, y := range s.Y {
			if math.IsNaN(y) || math.IsNaN(pick(s.X, i)) {
				continue
			}
			if first < 0 {
				first = i
			}
			last = i
		}
		if first >= 0 {
			x, y := span(s.X), span(s.Y)
			parts = append(parts, fmt.Sprintf(d.curve, s.Label, d.among(s.Y[first], y), d.among(s.X[first], x), d.among(s.Y[last], y), d.among(s.X[last], x)))
		}
	}
	return parts
}

// sentences are the words that charts need of their own.
type sentences struct {
	lead, curve, flow, mark, line string
	colon, comma, semicolon, stop string
	from, to, value, low, high    string
}

func wordsOf(lang string) sentences {
	base, _, _ := strings.Cut(lang, "-")
	if w, ok := chartWords[base]; ok {
		return w
	}
	return chartWords["en"]
}

var chartWords = map[string]sentences{
	"en": {
		"Chart, described from its data: ", "%s goes from %s at %s to %s at %s", "%s from %s to %s", "marked: %s", "line: %s",
		": ", ", ", "; ", ".", "from", "to", "value", " (low)", " (high)",
	},
	"zh": {
		"图表，说明由数据生成：", "%s从 %s（横轴 %s）到 %s（横轴 %s）", "%s 从%s流向%s", "标记：%s", "参考线：%s",
		"：", "，", "；", "。", "来自", "流向", "数值", "（下限）", "（上限）",
	},
	"de": {
		"Diagramm, aus den Daten beschrieben: ", "%s geht von %s bei %s bis %s bei %s", "%s von %s nach %s", "markiert: %s", "Linie: %s",
		": ", ", ", "; ", ".", "von", "nach", "Wert", " (untere Grenze)", " (obere Grenze)",
	},
	"fr": {
		"Graphique, décrit d’après ses données : ", "%s va de %s à %s jusqu’à %s à %s", "%s de %s vers %s", "repère : %s", "ligne : %s",
		" : ", ", ", " ; ", ".", "de", "vers", "valeur", " (borne inférieure)", " (borne supérieure)",
	},
	"es": {
		"Gráfico, descrito a partir de sus datos: ", "%s va de %s en %s a %s en %s", "%s de %s a %s", "marca: %s", "línea: %s",
		": ", ", ", "; ", ".", "de", "a", "valor", " (límite inferior)", " (límite superior)",
	},
	"ja": {
		"データから作成した図の説明：", "%sは %s（横軸 %s）から %s（横軸 %s）まで", "%s が%sから%sへ", "印：%s", "基準線：%s",
		"：", "、", "；", "。", "元", "先", "値", "（下限）", "（上限）",
	},
}
