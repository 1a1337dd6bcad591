package math

func registerUnits() {}

func (p *parser) chemistry(t token) node { return p.textGroup(words{}, t) }
