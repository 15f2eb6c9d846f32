#!/bin/sh
# Pictures of the window on the sample library, at 100 % and 150 %.
# usage: screenshots.sh READER LIBRARY FOLDER
set -eu
reader=$1 library=$2 folder=$3
mkdir -p "$folder"
export QT_QPA_PLATFORM=offscreen
for scale in 1 1.5; do
    export QT_SCALE_FACTOR=$scale
    "$reader" --library "$library" --state "$folder/state" --screenshot "$folder/shelf-$scale.png"
    "$reader" --library "$library" --state "$folder/state" --search "phong doc cong dong" --screenshot "$folder/search-$scale.png"
done
ls "$folder"/*.png
