"""What HTML, SVG, MathML and CSS know, as data, and what of it readers take out for safety."""

# What may stand in the content of a feed.
CONTENT_ELEMENTS = frozenset(
    """
    a abbr acronym address area article aside audio b bdi bdo big blink blockquote br button canvas
    caption center cite code col colgroup command data datagrid datalist dd del details dfn dialog
    dir div dl dt em event-source fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6
    header hgroup hr i img input ins kbd keygen label legend li main map mark marquee menu meter
    multicol nav nextid nobr noscript ol optgroup option output p param picture pre progress q rb
    rp rt rtc ruby s samp section select slot small sound source spacer span strike strong sub
    summary sup table tbody td template textarea tfoot th thead time tr track tt u ul var video wbr
    """.split()
)

# What belongs to a page or runs programs.
RISKY_ELEMENTS = frozenset(
    """
    applet base basefont bgsound body embed frame frameset head html iframe isindex layer link meta
    noembed noframes object plaintext script style title xmp svg math
    """.split()
)

ATTRIBUTES = frozenset(
    """
    abbr accept accept-charset accesskey action align alink allow allowfullscreen alt as async
    autocapitalize autocomplete autofocus autoplay axis background balance bgcolor bgproperties
    border bordercolor bordercolordark bordercolorlight bottompadding cellpadding cellspacing ch
    challenge char charoff charset checked choff cite class clear color cols colspan compact
    content contenteditable controls controlslist coords crossorigin data datafld datapagesize
    datasrc datetime decoding default delay dir dirname disabled disablepictureinpicture download
    draggable dynsrc enctype end enterkeyhint exportparts face fetchpriority for form formaction
    formenctype formmethod formnovalidate formtarget frame frameborder galleryimg gutter headers
    height hidden hidefocus high href hreflang hspace icon id imagesizes imagesrcset inert
    inputmode is ismap itemid itemprop itemref itemscope itemtype keytype kind label lang language
    leftspacing link list longdesc loop loopcount loopend loopstart low lowsrc marginheight
    marginwidth max maxlength media method min minlength multiple muted name nohref nonce noshade
    novalidate nowrap open optimum part pattern ping placeholder playsinline point-size popover
    poster pqg preload profile prompt property radiogroup readonly referrerpolicy rel rendering
    repeat-max repeat-min replace required resource rev reversed rightspacing role rows rowspan
    rules sandbox scope scrolling selected shape size sizes slot span spellcheck src srclang srcset
    start step style summary suppress tabindex target template title toppadding translate type
    typeof unselectable urn usemap valign value valuetype variable vlink volume vrml vspace width
    wrap xmlns
    """.split()
)

ADDRESS_ATTRIBUTES = frozenset(
    "action background cite classid codebase data href longdesc poster src usemap".split()
)

CSS_PROPERTIES = frozenset(
    """
    align-content align-items align-self aspect-ratio azimuth background background-attachment
    background-clip background-color background-origin background-position background-repeat
    background-size border border-bottom border-bottom-color border-bottom-left-radius
    border-bottom-right-radius border-bottom-style border-bottom-width border-collapse
    border-color border-left border-left-color border-left-style border-left-width border-radius
    border-right border-right-color border-right-style border-right-width border-spacing
    border-style border-top border-top-color border-top-left-radius border-top-right-radius
    border-top-style border-top-width border-width box-shadow box-sizing break-after break-before
    break-inside caption-side clear color column-count column-gap column-width columns cursor
    direction display elevation empty-cells flex flex-basis flex-direction flex-flow flex-grow
    flex-shrink flex-wrap float font font-family font-feature-settings font-kerning font-size
    font-size-adjust font-stretch font-style font-variant font-variant-numeric font-weight gap
    height hyphens justify-content letter-spacing line-height list-style list-style-position
    list-style-type margin margin-bottom margin-left margin-right margin-top max-height max-width
    min-height min-width object-fit object-position opacity order orphans overflow overflow-wrap
    overflow-x overflow-y padding padding-bottom padding-left padding-right padding-top page
    page-break-after page-break-before page-break-inside pause pause-after pause-before pitch
    pitch-range quotes richness row-gap speak speak-header speak-numeral speak-punctuation
    speech-rate stress tab-size table-layout text-align text-align-last text-decoration
    text-decoration-color text-decoration-line text-decoration-style text-indent text-overflow
    text-shadow text-transform text-underline-offset unicode-bidi vertical-align voice-family
    volume white-space widows width word-break word-spacing word-wrap
    """.split()
)

SVG_ELEMENTS = frozenset(
    """
    a animate animateColor animateMotion animateTransform circle clipPath defs desc ellipse
    filter feBlend feColorMatrix feComposite feFlood feGaussianBlur feMerge feMergeNode feOffset
    font-face font-face-name font-face-src foreignObject g glyph hkern image line linearGradient
    marker mask metadata missing-glyph mpath path pattern polygon polyline radialGradient rect set
    stop style svg switch symbol text textPath title tref tspan use view
    """.split()
)

SVG_ATTRIBUTES = frozenset(
    """
    accent-height accumulate additive alphabetic amplitude arabic-form ascent attributeName
    attributeType azimuth baseFrequency baseProfile baseline-shift bbox begin bias by calcMode
    cap-height class clip clip-path clip-rule clipPathUnits color color-interpolation
    color-interpolation-filters color-rendering content cursor cx cy d descent diffuseConstant
    direction display divisor dominant-baseline dur dx dy edgeMode elevation end exponent fill
    fill-opacity fill-rule filter filterUnits flood-color flood-opacity font-family font-size
    font-size-adjust font-stretch font-style font-variant font-weight from fx fy g1 g2 glyph-name
    gradientTransform gradientUnits hanging height horiz-adv-x horiz-origin-x href id ideographic
    image-rendering in in2 intercept k k1 k2 k3 k4 kernelMatrix kerning keyPoints keySplines
    keyTimes lang lengthAdjust letter-spacing lighting-color limitingConeAngle local marker-end
    marker-height marker-mid marker-start marker-units marker-width markerHeight markerUnits
    markerWidth mask maskContentUnits maskUnits mathematical max media min mode name numOctaves
    offset opacity operator order orient orientation origin overflow overline-position
    overline-thickness panose-1 path pathLength patternContentUnits patternTransform patternUnits
    pointer-events points preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY
    repeatCount repeatDur requiredExtensions requiredFeatures restart result role rotate rx ry
    scale seed shape-rendering slope spacing specularConstant specularExponent spreadMethod
    startOffset stdDeviation stemh stemv stop-color stop-opacity strikethrough-position
    strikethrough-thickness stroke stroke-dasharray stroke-dashoffset stroke-linecap
    stroke-linejoin stroke-miterlimit stroke-opacity stroke-width style surfaceScale
    systemLanguage tableValues target text-anchor text-decoration text-rendering textLength title
    to transform type u1 u2 underline-position underline-thickness unicode unicode-bidi
    unicode-range units-per-em values version viewBox visibility width widths word-spacing
    writing-mode x x-height x1 x2 xChannelSelector y y1 y2 yChannelSelector z zoomAndPan
    """.split()
)

MATHML_ELEMENTS = frozenset(
    """
    annotation annotation-xml maction maligngroup malignmark math menclose merror mfenced mfrac
    mglyph mi mlabeledtr mlongdiv mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow
    ms mscarries mscarry msgroup msline mspace msqrt msrow mstack mstyle msub msubsup msup mtable
    mtd mtext mtr munder munderover none semantics
    """.split()
)

MATHML_ATTRIBUTES = frozenset(
    """
    accent accentunder actiontype align alignmentscope altimg alttext bevelled charalign charspacing
    class close columnalign columnlines columnspacing columnspan columnwidth crossout cd cdgroup
    definitionURL denomalign depth dir display displaystyle edge encoding equalcolumns equalrows
    fence fontfamily fontsize fontstyle fontweight form frame framespacing groupalign height href
    id indentalign indentshift largeop length linebreak linethickness location longdivstyle
    lquote lspace mathbackground mathcolor mathsize mathvariant maxsize maxwidth mediummathspace
    minlabelspacing minsize mode movablelimits name notation numalign open other overflow position
    rowalign rowlines rowspacing rowspan rquote rspace scriptlevel scriptminsize
    scriptsizemultiplier selection separator separators shift side src stackalign stretchy style
    subscriptshift superscriptshift symmetric thickmathspace thinmathspace type valign
    verythickmathspace verythinmathspace voffset veryverythickmathspace veryverythinmathspace
    width xref
    """.split()
)
