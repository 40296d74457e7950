#!/bin/sh
# Makes these files anew from full Noto fonts (see ORIGIN.txt), with pyftsubset of fontTools.
#   remake.sh FOLDER    where NotoSans-Regular.ttf and the others lie
# Generous on purpose: people's names and notes are in any language of the thirteen, not only
# what the catalogues say today. Hints are for screens; kerning of Ethiopic is 100 KB for little.
set -eu
from=$1
here=$(dirname "$0")
shapes=mark,mkmk,ccmp,locl,liga,rlig,calt,init,medi,fina,isol
latin=U+0020-007E,U+00A0-024F,U+0259,U+02B0-02FF,U+0300-036F,U+0400-052F,U+1E00-1EFF
latin=$latin,U+2000-206F,U+20A0-20C0,U+2116,U+2122,U+2212,U+25CC,U+FFFD
arabic=U+0020-0040,U+005B-0060,U+007B-007E,U+00A0,U+00AB,U+00BB
arabic=$arabic,U+0600-06FF,U+0750-077F,U+08A0-08FF,U+2000-206F,U+25CC
ethiopic=U+0020-0040,U+00A0,U+1200-137F,U+2000-206F

subset() { # source, name here, characters, features
  pyftsubset "$from/$1.ttf" --unicodes="$3" --layout-features="$4" --no-hinting \
    --notdef-outline --output-file="$here/$2.ttf"
}
for weight in Regular Bold; do
  name=$(echo "$weight" | tr 'RB' 'rb')
  subset "NotoSans-$weight" "latin-$name" "$latin" "kern,$shapes"
  subset "NotoNaskhArabic-$weight" "arabic-$name" "$arabic" "kern,$shapes"
  subset "NotoSansEthiopic-$weight" "ethiopic-$name" "$ethiopic" "$shapes"
done
