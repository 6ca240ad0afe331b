### The commands of members and their options, as Discord lists them.
### Commands begin with a verb; none of these texts ends with a full stop or is longer than 100 characters.

command-imagine = Draw a picture from your description

# Flags stay as they are.
option-imagine-prompt = What to draw; flags like --ar 16:9 --pro --count 4 work too

option-imagine-image = A picture to start from; the prompt then says what to change

option-aspect-ratio = The shape of the picture

option-model = The model that draws the picture

option-resolution = The size: 1K or 2K (2K needs Pro)

option-count = How many pictures to draw

option-style = A style that this server offers

option-format = The file format

option-quality = How much detail the file keeps; 95 by default

option-private = Show the pictures only to you

option-spoiler = Hide the pictures until someone clicks them

command-edit = Edit a picture as you describe

option-edit-image = The picture to edit: a PNG, JPG or WEBP

option-edit-prompt = What to change; flags like --pro --count 4 work too

command-help = Show what Easel can do, and how to use it

command-quota = Show how many pictures you have left, and what yours cost

command-queue = Show your unfinished requests, and how busy Easel is

command-cancel = Cancel a request that is not finished

option-cancel-id = The request; your newest by default

command-history = Show your pictures and favourites, newest first

command-show = Show a picture again, and what it was made from

option-show-id = The short id under the picture, like k3f-9x2

command-settings = Choose your defaults, and who can edit your pictures

## Shapes of pictures, width by height

choice-ratio-square = 1:1 square

choice-ratio-wide-16-9 = 16:9 wide

choice-ratio-tall-9-16 = 9:16 tall

choice-ratio-wide-4-3 = 4:3 wide

choice-ratio-tall-3-4 = 3:4 tall

choice-ratio-wide-3-2 = 3:2 wide

choice-ratio-tall-2-3 = 2:3 tall

choice-ratio-wide-2-1 = 2:1 wide

choice-ratio-tall-1-2 = 1:2 tall

choice-ratio-wide-19-9 = 19.5:9 wide

choice-ratio-tall-9-19 = 9:19.5 tall

choice-ratio-wide-20-9 = 20:9 wide

choice-ratio-tall-9-20 = 9:20 tall
