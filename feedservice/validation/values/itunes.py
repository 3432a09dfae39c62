"""Apple's categories of podcasts, as data: those of today, and those given up in 2019."""

CATEGORIES: dict[str, tuple[str, ...]] = {
    "Arts": ("Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"),
    "Business": (
        "Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit",
    ),
    "Comedy": ("Comedy Interviews", "Improv", "Stand-Up"),
    "Education": ("Courses", "How To", "Language Learning", "Self-Improvement"),
    "Fiction": ("Comedy Fiction", "Drama", "Science Fiction"),
    "Government": (),
    "History": (),
    "Health & Fitness": (
        "Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality",
    ),
    "Kids & Family": ("Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"),
    "Leisure": (
        "Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies",
        "Home & Garden", "Video Games",
    ),
    "Music": ("Music Commentary", "Music History", "Music Interviews"),
    "News": (
        "Business News", "Daily News", "Entertainment News", "News Commentary", "Politics",
        "Sports News", "Tech News",
    ),
    "Religion & Spirituality": (
        "Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality",
    ),
    "Science": (
        "Astronomy", "Chemistry", "Earth Sciences", "Life Sciences", "Mathematics",
        "Natural Sciences", "Nature", "Physics", "Social Sciences",
    ),
    "Society & Culture": (
        "Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships",
    ),
    "Sports": (
        "Baseball", "Basketball", "Cricket", "Fantasy Sports", "Football", "Golf", "Hockey",
        "Rugby", "Running", "Soccer", "Swimming", "Tennis", "Volleyball", "Wilderness",
        "Wrestling",
    ),
    "Technology": (),
    "True Crime": (),
    "TV & Film": ("After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"),
}  # fmt: skip

OBSOLETE = frozenset(
    """
    Architecture|Literature|Photography|Fashion|Entertainment|Poetry|Business News|Currency
    |Careers|Finance|Investing|Management|Management & Marketing|Shopping|Audio Blogs|Comedy
    |K-12|Education Technology|Higher Education|Language Courses|Training|Educational Technology
    |Family|Food|Games & Hobbies|Automotive|Aviation|Hobbies|Other Games|Video Games
    |Government & Organizations|Local|National|Non-Profit|Regional|Health|Diet & Nutrition
    |Fitness & Nutrition|Fitness|Relationships|Self-Help|Sexuality|Alternative Health
    |International|Australian|Belgian|Brazilian|Canadian|Chinese|Dutch|French|German|Hebrew
    |Italian|Japanese|Norwegian|Polish|Portuguese|Spanish|Swedish|Movies & Television|News
    |News & Politics|Other|Personal Journals|Philosophy|Places & Travel|Podcasting|Politics
    |Public Radio|Radio|Religion & Spirituality|Spirituality|Science & Medicine|Medicine
    |Natural Sciences|Social Sciences|Amateur|College & High School|Outdoor|Professional
    |Recreational|Sports & Recreation|Gadgets|Information Technology|IT News|News|Podcasting
    |Software How-To|Tech News|Transportation|Travel|Talk Radio|Hinduism|Kids|Gay & Lesbian
    |Seniors|Student|Technology News
    """.replace("\n    ", "")
    .strip()
    .split("|")
)
