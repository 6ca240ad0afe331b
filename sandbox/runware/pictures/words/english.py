"""English words for what can be drawn, by the name of the figure, scene, light, style or colour."""

from types import MappingProxyType
from typing import Final

FIGURE_WORDS: Final = MappingProxyType(
    {
        "cat": "cat kitten kitty kittycat tomcat feline tabby",
        "dog": "dog puppy hound doggy corgi poodle labrador retriever pug beagle husky dachshund shiba terrier",
        "fox": "fox vixen", "wolf": "wolf werewolf coyote", "bear": "bear grizzly teddy", "panda": "panda",
        "rabbit": "rabbit bunny hare", "lion": "lion lioness", "tiger": "tiger leopard cheetah jaguar panther",
        "mouse": "mouse rat hamster", "monkey": "monkey ape gorilla chimpanzee", "pig": "pig piglet boar",
        "cow": "cow bull calf ox buffalo cattle", "sheep": "sheep lamb goat", "squirrel": "squirrel chipmunk",
        "deer": "deer stag fawn reindeer elk moose doe", "horse": "horse pony stallion mare foal donkey",
        "unicorn": "unicorn pegasus", "zebra": "zebra", "giraffe": "giraffe", "elephant": "elephant mammoth",
        "owl": "owl owlet", "penguin": "penguin",
        "bird": "bird sparrow robin songbird bluebird raven crow hummingbird finch",
        "eagle": "eagle hawk falcon vulture griffin", "parrot": "parrot macaw toucan", "swan": "swan goose",
        "duck": "duck duckling mallard", "chicken": "chicken hen rooster chick cock", "shark": "shark",
        "fish": "fish goldfish koi salmon clownfish", "dolphin": "dolphin porpoise", "whale": "whale orca",
        "octopus": "octopus squid kraken", "jellyfish": "jellyfish", "turtle": "turtle tortoise",
        "frog": "frog toad", "snake": "snake serpent python cobra viper", "spider": "spider tarantula",
        "butterfly": "butterfly moth", "bee": "bee bumblebee wasp honeybee", "snail": "snail slug",
        "crab": "crab lobster",
        "man": "man guy gentleman person human somebody father dad fisherman businessman male hero",
        "woman": "woman lady female mother mom mum girlfriend nurse teacher",
        "girl": "girl daughter sister schoolgirl",
        "boy": "boy son brother lad schoolboy", "child": "child kid toddler baby",
        "old man": "grandfather grandpa elder|old man|old woman", "king": "king emperor monarch prince",
        "queen": "queen empress", "princess": "princess bride", "dancer": "dancer ballerina ballet",
        "chef": "chef baker cook", "detective": "detective spy investigator", "cowboy": "cowboy cowgirl sheriff",
        "superhero": "superhero superheroine", "knight": "knight paladin warrior soldier crusader",
        "wizard": "wizard sorcerer mage merlin magician", "witch": "witch sorceress enchantress",
        "astronaut": "astronaut cosmonaut spaceman", "robot": "robot android cyborg droid mech",
        "pirate": "pirate buccaneer", "ninja": "ninja assassin", "samurai": "samurai shogun ronin",
        "viking": "viking barbarian", "mermaid": "mermaid siren", "fairy": "fairy pixie elf nymph",
        "angel": "angel cherub", "vampire": "vampire dracula", "zombie": "zombie undead",
        "skeleton": "skeleton skeletal", "ghost": "ghost spirit phantom spectre", "dragon": "dragon wyvern",
        "dinosaur": "dinosaur dino raptor trex|t rex", "alien": "alien extraterrestrial martian",
        "monster": "monster creature beast troll ogre goblin demon", "phoenix": "phoenix firebird",
        "house": "house home mansion villa", "cabin": "cabin cottage hut chalet|log cabin",
        "castle": "castle palace fortress citadel", "church": "church cathedral chapel abbey",
        "temple": "temple pagoda",
        "shrine": "shrine torii", "tower": "tower turret", "lighthouse": "lighthouse", "bridge": "bridge viaduct",
        "windmill": "windmill mill", "barn": "barn farm farmhouse", "tent": "tent camp camping",
        "pyramid": "pyramid sphinx", "skyscraper": "skyscraper", "igloo": "igloo", "fountain": "fountain",
        "shop": "shop store cafe bakery bookshop restaurant market bar", "roof": "roof rooftop",
        "gate": "gate portal",
        "car": "car automobile taxi cab limousine|sports car", "bus": "bus minibus",
        "truck": "truck lorry van pickup",
        "train": "train locomotive railway tram steam", "boat": "boat sailboat yacht canoe kayak gondola",
        "ship": "ship galleon vessel ferry|pirate ship", "airplane": "airplane plane aeroplane jet aircraft",
        "helicopter": "helicopter chopper drone", "rocket": "rocket missile shuttle|space shuttle",
        "spaceship": "spaceship ufo spacecraft starship|flying saucer|space ship|space station",
        "bicycle": "bicycle bike tricycle", "motorcycle": "motorcycle motorbike scooter moped",
        "hot air balloon": "airship zeppelin|hot air balloon|air balloon", "balloon": "balloon|party balloon",
        "submarine": "submarine", "tractor": "tractor",
        "book": "book novel tome spellbook", "lamp": "lamp", "lantern": "lantern", "candle": "candle",
        "paper lantern": "|paper lantern|chinese lantern|japanese lantern",
        "sword": "sword katana dagger blade knife",
        "shield": "shield", "crown": "crown tiara", "clock": "clock watch alarm", "guitar": "guitar ukulele",
        "piano": "piano keyboard", "violin": "violin cello fiddle", "drum": "drum", "umbrella": "umbrella parasol",
        "hat": "hat fedora cap beanie", "top hat": "|top hat|cylinder hat", "shoe": "shoe sneaker boot trainer",
        "dress": "dress gown skirt", "shirt": "shirt tshirt sweater jacket coat hoodie", "mask": "mask",
        "camera": "camera", "phone": "phone smartphone telephone", "computer": "computer laptop screen monitor pc",
        "key": "key", "chair": "chair armchair throne stool sofa bench", "table": "table desk vase",
        "bed": "bed", "door": "door doorway", "window": "window", "mirror": "mirror",
        "heart": "heart love valentine",
        "skull": "skull", "gift": "gift present", "ball": "ball football soccer basketball",
        "bottle": "bottle potion flask elixir", "box": "box package chest crate",
        "glasses": "glasses spectacles sunglasses goggles", "ring": "ring diamond jewel necklace",
        "flag": "flag banner",
        "pencil": "pencil pen crayon brush", "logo": "logo emblem icon badge",
        "cake": "cake gateau|birthday cake", "cupcake": "cupcake muffin", "pizza": "pizza",
        "burger": "burger hamburger cheeseburger sandwich", "apple": "apple peach", "banana": "banana",
        "strawberry": "strawberry berry raspberry", "bread": "bread loaf baguette toast",
        "ice cream": "icecream gelato sundae|ice cream", "donut": "donut doughnut cookie bagel",
        "cup": "cup mug coffee tea cappuccino espresso latte cocoa", "teapot": "teapot kettle",
        "wine": "wine cocktail champagne", "sushi": "sushi sashimi", "noodle": "noodle ramen spaghetti pasta soup",
        "pumpkin": "pumpkin halloween|jack o lantern", "cheese": "cheese", "egg": "egg", "carrot": "carrot",
        "lemon": "lemon lime citrus",
        "flower": "flower blossom daisy bloom bouquet poppy orchid petal", "rose": "rose peony",
        "sunflower": "sunflower", "tulip": "tulip", "lily": "lily lotus|water lily",
        "tree": "tree oak willow maple elm birch", "cherry tree": "sakura|cherry tree|cherry blossom",
        "apple tree": "|apple tree", "pine": "pine fir spruce cedar", "palm": "palm|palm tree",
        "christmas tree": "christmas xmas|christmas tree", "bonsai": "bonsai|bonsai tree", "bamboo": "bamboo",
        "mushroom": "mushroom toadstool fungus", "cactus": "cactus succulent", "leaf": "leaf foliage clover",
        "crystal": "crystal gem gemstone amethyst mineral", "rock": "rock stone boulder",
        "fire": "fire campfire flame bonfire fireplace", "volcano": "volcano lava", "snowman": "snowman",
        "sun": "sun", "moon": "moon crescent", "star": "star", "planet": "planet saturn jupiter mars",
        "cloud": "cloud", "lightning": "lightning thunderbolt", "rainbow": "rainbow", "snowflake": "snowflake",
        "feather": "feather quill", "shell": "shell seashell",
    }
)  # fmt: skip

SCENE_WORDS: Final = MappingProxyType(
    {
        "meadow": "meadow grass lawn park picnic pasture", "hills": "hill countryside landscape hillside highland",
        "mountains": "mountain peak alps summit himalaya cliff|mountain range", "valley": "valley canyon fjord",
        "forest": "forest wood woodland grove", "jungle": "jungle rainforest", "desert": "desert dune sahara",
        "field": "field farmland vineyard lavender|wheat field", "garden": "garden backyard greenhouse",
        "snow": "arctic tundra glacier antarctica iceberg", "cave": "cave cavern grotto dungeon",
        "sea": "sea ocean wave harbour harbor port", "beach": "beach shore coast seaside sand tropical",
        "lake": "lake pond lagoon", "river": "river stream creek brook canal", "waterfall": "waterfall",
        "island": "island isle",
        "underwater": "underwater reef aquarium seabed atlantis|under water|coral reef|under the sea",
        "city": "city skyline metropolis downtown town cityscape tokyo manhattan paris london berlin",
        "street": "street alley avenue boulevard sidewalk lane", "village": "village hamlet",
        "road": "road highway racetrack",
        "room": "room bedroom livingroom parlour interior office attic|living room",
        "kitchen": "kitchen", "library": "library bookstore bookshelf archive",
        "space": "space cosmos orbit nebula universe cosmic|outer space", "galaxy": "galaxy|milky way",
        "sky": "sky heaven",
    }
)  # fmt: skip

LIGHTING_WORDS: Final = MappingProxyType(
    {
        "night": "night midnight nighttime moonlight moonlit starry nocturnal dark",
        "sunset": "sunset dusk twilight evening|golden hour",
        "dawn": "dawn sunrise morning daybreak", "day": "day daylight noon sunny summer spring afternoon",
        "storm": "storm stormy thunder thunderstorm thundery rain rainy raining hurricane tempest",
        "fog": "fog foggy mist misty haze hazy", "winter": "winter snow snowy snowing blizzard frozen icy frost",
        "autumn": "autumn autumnal fall|in fall", "neon": "neon cyberpunk synthwave vaporwave futuristic",
    }
)  # fmt: skip

WEATHER_WORDS: Final = MappingProxyType(
    {
        "rain": "rain rainy raining storm stormy thunderstorm",
        "snow": "snow snowy snowing blizzard winter snowfall",
        "sparks": "magic magical firefly sparkle sparkling glowing enchanted bioluminescent spark fireflies",
        "leaves": "autumn autumnal", "stars": "starry", "lightning": "thunder thunderstorm thundery",
        "fog": "fog foggy mist misty haze hazy", "aurora": "aurora|northern lights",
        "confetti": "confetti party celebration birthday", "petals": "sakura|cherry blossom|cherry blossoms",
    }
)  # fmt: skip

STYLE_WORDS: Final = MappingProxyType(
    {
        "watercolour": "watercolour watercolor aquarelle|water colour|water color",
        "noir": "noir monochrome grayscale greyscale|black and white|black & white|film noir",
        "pixel art": "pixel pixelated 8bit 16bit|pixel art|8 bit|16 bit",
        "oil": "oil impasto impressionist impressionism gogh monet|oil painting|oil on canvas|van gogh",
        "sketch": "sketch lineart doodle engraving drawing linework ink|line art|line drawing|pencil drawing",
        "neon": "neon cyberpunk synthwave vaporwave", "anime": "anime manga ghibli|cel shaded",
        "photo": "photo photograph photorealistic photography realistic cinematic 35mm bokeh dslr|35 mm",
        "sepia": "sepia vintage antique retro|old photograph", "sticker": "sticker|die cut|die-cut",
        "comic": "comic popart cartoon halftone|pop art|comic book", "pastel": "pastel kawaii cute dreamy soft",
        "poster": "poster minimalist minimal woodblock linocut ukiyoe risograph|ukiyo e|screen print",
        "low poly": "lowpoly mosaic|low poly|stained glass",
    }
)  # fmt: skip

COLOUR_WORDS: Final = MappingProxyType(
    {
        "red": "red scarlet ruby", "crimson": "crimson burgundy maroon", "orange": "orange ginger amber tangerine",
        "gold": "golden gold", "yellow": "yellow", "green": "green", "emerald": "emerald jade", "lime": "lime",
        "teal": "teal", "turquoise": "turquoise aqua", "cyan": "cyan", "blue": "blue azure sapphire cobalt",
        "navy": "navy", "indigo": "indigo", "violet": "violet lavender lilac", "purple": "purple", "pink": "pink",
        "magenta": "magenta fuchsia", "brown": "brown chocolate", "black": "black", "white": "white snowy",
        "grey": "grey gray", "silver": "silver", "beige": "beige", "copper": "copper bronze",
    }
)  # fmt: skip

NUMBER_WORDS: Final = MappingProxyType(
    {"2": "two pair couple", "3": "three some several", "4": "four", "5": "five", "6": "six", "7": "seven many"}
)
RELATION_WORDS: Final = MappingProxyType(
    {
        "on": "on atop riding upon onto|on top of|sitting on", "in": "in inside into within",
        "under": "under beneath below underneath", "beside": "beside by near|next to",
        "wearing": "wearing wears", "holding": "holding holds carrying playing reading drinking eating",
        "with": "with", "and": "and",
    }
)  # fmt: skip
IRREGULAR_PLURALS: Final = MappingProxyType(
    {
        "wolves": "wolf", "mice": "mouse", "men": "man", "women": "woman", "children": "child", "geese": "goose",
        "people": "man", "leaves": "leaf", "knives": "knife", "loaves": "loaf", "elves": "elf", "calves": "calf",
        "oxen": "ox", "octopi": "octopus", "cacti": "cactus", "werewolves": "werewolf", "fungi": "fungus",
        "policemen": "man", "grandparents": "elder", "feet": "foot", "houses": "house", "cows": "cow",
    }
)  # fmt: skip
