package unit

import (
	"strings"
	"sync"
)

// Codes that differ from our symbols, as pairs code=ours. What a unit is worth
// stands in our own table: no table of UCUM's has been copied.
const ucumMetric = `
m=m g=g s=s A=A K=K mol=mol cd=cd rad=rad sr=sr Hz=Hz N=N Pa=Pa J=J W=W C=C V=V F=F Ohm=Ω S=S Wb=Wb T=T H=H lm=lm lx=lx Bq=Bq
Gy=Gy Sv=Sv kat=kat l=L L=L ar=are t=t bar=bar u=Da eV=eV pc=pc U=U cal=cal Ci=Ci R=R REM=rem P=P St=St G=G Mx=Mx Oe=Oe dyn=dyn
erg=erg Gal=Gal sb=sb ph=ph Ky=Ky g%=g% bit=bit By=B Bd=Bd b=b st=st RAD=RAD Lmb=Lmb Gb=Gb Bi=Bi eq=eq osm=osm a=a a_j=a tex=tex
gf=gf m[H2O]=mH2O m[Hg]=mHg [iU]=IU [IU]=IU [Lf]=Lf [mu_0]=mu0 [eps_0]=eps0 [c]=c0 [h]=h0 [k]=k0 [e]=e0 [m_e]=me [m_p]=mp [G]=G0 [g]=g_n
[ly]=ly [cal]=Cal cal_th=cal cal_IT=calIT Np=Np B=Bel B[SPL]=Bel B[V]=Bel B[mV]=Bel B[uV]=Bel B[10.nV]=Bel B[W]=Bel B[kW]=Bel Cel=Cel sph=sph
`

const ucumOther = `
%=% 10*=10 10^=10 [ppth]=‰ [ppm]=ppm [ppb]=ppb [pptr]=ppt [pi]=pi min=min h=h d=d wk=week mo=month mo_j=month a_t=a_t mo_s=mo_s mo_g=month
gon=gon deg='=deg '=arcmin ''=arcsec deg=deg atm=atm att=at AU=au Ao=Å [degF]=dF [degR]=degR [degRe]=dRe
circ=rev [in_i]=in [ft_i]=ft [yd_i]=yd [mi_i]=mi [fth_i]=fathom [nmi_i]=nmi [kn_i]=kn [mil_i]=mil [hd_i]=hand [sin_i]=sin [sft_i]=sft
[syd_i]=syd [cin_i]=cin [cft_i]=cft [cyd_i]=cyd [cml_i]=cml [bf_i]=bf [cr_i]=cord [acr_us]=acre [acr_br]=acre [rd_us]=rod [rd_br]=rod
[ch_us]=chain [ch_br]=chain [fur_us]=furlong [fth_us]=fathom [mi_us]=smi [ft_us]=sft_us [yd_us]=syd_us [in_us]=sin_us [mil_us]=smil
[lk_us]=link [lk_br]=link [rch_us]=chain [rlk_us]=link [ft_br]=ft [in_br]=in [yd_br]=yd [mi_br]=mi [fth_br]=fathom [nmi_br]=nmi
[kn_br]=kn [pc_br]=pace [smi_us]=sqmi [srd_us]=srd [sct]=sct [twp]=twp [gal_us]=gallon [qt_us]=quart [pt_us]=pint [gil_us]=gill
[foz_us]=floz [tbs_us]=tablespoon [tsp_us]=teaspoon [cup_us]=cup [fdr_us]=fdr [min_us]=minim [crd_us]=cord [bbl_us]=barrel [bu_us]=bushel
[gal_wi]=gal_wi [pk_us]=peck [dqt_us]=dqt [dpt_us]=dpt_us [tbs_m]=metric_tablespoon [tsp_m]=metric_teaspoon [cup_m]=metric_cup [foz_m]=foz_m
[gal_br]=imperial_gallon [qt_br]=imperial_quart [pt_br]=imperial_pint [gil_br]=imperial_gill [foz_br]=imperial_fluid_ounce
[bu_br]=imperial_bushel [pk_br]=pk_br [fdr_br]=fdr_br [min_br]=minim_br [gr]=grain [lb_av]=lb [oz_av]=oz [dr_av]=dram [scwt_av]=hundredweight
[lcwt_av]=long_hundredweight [ston_av]=short_ton [lton_av]=long_ton [stone_av]=stone [pwt_tr]=pennyweight [oz_tr]=troy_ounce [lb_tr]=troy_pound
[sc_ap]=sc_ap [dr_ap]=dr_ap [oz_ap]=troy_ounce [lb_ap]=troy_pound [oz_m]=oz_m [car_m]=ct [lne]=lne [pnt]=pnt [pca]=pca [lbf_av]=lbf
[psi]=psi [in_i'H2O]=inH2O [in_i'Hg]=inHg [HP]=hp [Btu]=Btu [Btu_IT]=Btu [Btu_th]=Btu_th [Btu_39]=Btu_th [Btu_59]=Btu_th [Btu_60]=Btu_th
[Cal]=Cal cal_m=calm cal_[15]=cal15 cal_[20]=cal20 [diop]=dpt [p'diop]=pdiop %[slope]=slope mho=S bit_s=bit
[pH]=pH [S]=S_sed [PRU]=PRU [wood'U]=wood [drp]=drop [mesh_i]=mesh [Ch]=Ch [hnsf'U]=HU [MET]=MET_unit [bdsk'U]= [ka'U]= [knk'U]= [mclg'U]= [todd'U]=
[dye'U]= [smgy'U]= [tb'U]= [USP'U]= [CCID_50]= [TCID_50]= [EID_50]= [PFU]= [FFU]= [CFU]= [BAU]= [AU]= [Amb'a'1'U]= [APL'U]= [GPL'U]= [MPL'U]= [ELU]= [EU]=
[IR]= [D'ag'U]= [FEU]= [arb'U]= [hp'_X]= [hp'_C]= [hp'_M]= [hp'_Q]= [kp_X]= [kp_C]= [kp_M]= [kp_Q]= [NTU]= [FNU]= [bdsk'U]= [beth'U]= [m/s2/Hz^0.5]= [hnsf'U]=
`

// More values, so many of ours, for codes without a unit in our table. Those
// of the US survey foot are 1200/3937 m; a statute of 1893.
const ucumValues = `
mu0|4e-7|N/A^2|pi
eps0|8.8541878188e-12|F/m
c0|299792458|m/s
h0|6.62607015e-34|J·s
k0|1.380649e-23|J/K
e0|1.602176634e-19|C
me|9.1093837139e-31|kg
mp|1.67262192595e-27|kg
G0|6.67430e-11|m^3/(kg·s^2)
pi|1||pi
Ky|1|1/cm
g%|10|g/L
st|1|m^3
RAD|1/100|J/kg
Lmb|1|cd/cm^2|-pi
Gb|10/4|A|-pi
Bi|10|A
eq|1|mol
osm|1|mol
tex|1|g/km
gf|1/1000|kgf
mH2O|9806.65|Pa
mHg|133322.387415|Pa
IU|1|
Lf|1|
Np|1|
Bel|1|
Cel|1|K
dF|5/9|K
dRe|5/4|K
sph|4|sr|pi
calIT|4.1868|J
calm|4.19002|J
cal15|4.1858|J
cal20|4.1819|J
a_t|365.24219|d
mo_s|29.53059|d
hand|4|in
sin|1|in^2
sft|1|ft^2
syd|1|yd^2
cin|1|in^3
cft|1|ft^3
cyd|1|yd^3
cml|1/4000000|in^2|pi
bf|144|in^3
cord|128|ft^3
sft_us|1200/3937|m
syd_us|3600/3937|m
sin_us|100/3937|m
smil|1/39370|m
smi|6336000/3937|m
link|0.66|ft
pace|2.5|ft
sqmi|1|mi^2
srd|1|rod^2
sct|1|mi^2
twp|36|mi^2
fdr|1/8|floz
minim|1/480|floz
gal_wi|268.8025|in^3
dqt|1/32|bushel
dpt_us|1/64|bushel
foz_m|30|mL
pk_br|2|imperial_gallon
fdr_br|1/8|imperial_fluid_ounce
minim_br|1/480|imperial_fluid_ounce
dram|1/16|oz
sc_ap|20|grain
dr_ap|60|grain
oz_m|28|g
lne|1/12|in
pnt|1/72|in
pca|1/6|in
inH2O|249.08891|Pa
Btu_th|1054.350|J
pdiop|1|rad
slope|1|
pH|1|
S_sed|1e-13|s
PRU|133322387.415|Pa·s/m^3
wood|133322387.415|Pa·s/m^3
drop|0.05|mL
mesh|1|1/in
Ch|1/3|mm
HU|1|
MET_unit|3.5|mL/(min·kg)
`

// ucumTable gives definitions by code.
var ucumTable = sync.OnceValue(func() map[string]*definition {
	r := Builtin().Extend()
	for line := range strings.Lines(strings.TrimSpace(ucumValues)) {
		f := strings.Split(strings.TrimSpace(line), "|")
		takes := ""
		switch {
		case len(f) < 4:
		case f[3] == "pi":
			takes = "π"
		default:
			takes = "π-1"
		}
		num, den, divided := strings.Cut(f[1], "/")
		value := num + takes
		if divided {
			value = num + "/" + den + takes
		}
		row := row{symbols: f[0], value: value, expr: f[2]}
		r.symbols[f[0]] = row.definition(r)
	}
	table := map[string]*definition{}
	enter := func(pairs string, takes prefixes) {
		for pair := range strings.FieldsSeq(pairs) {
			i := strings.LastIndexByte(pair, '=')
			code, ours := pair[:i], pair[i+1:]
			d := definition{symbol: code, prefixes: takes, counts: []namedPower{{code, whole(1)}}}
			if from := r.symbol(ours); ours != "" && from != nil {
				d = *from
				d.symbol, d.plain = code, ""
				if takes == anyPrefix && d.prefixes != dataPrefix {
					d.prefixes = takes
				} else if takes == noPrefix {
					d.prefixes = takes
				}
			}
			table[code] = &d
		}
	}
	enter(ucumMetric, anyPrefix)
	enter(ucumOther, noPrefix)
	table["Cel"].offset = decimal("273.15")
	table["[degF]"].offset = decimal("45967/180")
	table["[degRe]"].offset = decimal("273.15")
	return table
})
