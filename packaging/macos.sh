#!/usr/bin/env bash
# Makes dist/Curator.dmg of dist/Curator.app, which installers.py built: gives it its icon and signs
# it with the identity in CURATOR_SIGN, else only for this computer. Notarise what is given away.
set -euo pipefail
cd "$(dirname "$0")/.."
app=dist/Curator.app
rm -f dist/Curator.dmg
icons=build/curator.iconset
mkdir -p "$icons"
places=()
for size in 16 32 128 256 512; do
  places+=("$size=$icons/icon_${size}x${size}.png" "$((2 * size))=$icons/icon_${size}x${size}@2x.png")
done
QT_QPA_PLATFORM=offscreen build/environment/bin/python packaging/draw_icons.py resources/icons/curator.svg "${places[@]}"
iconutil -c icns -o "$app/Contents/Resources/curator.icns" "$icons"
codesign --force --deep --options runtime --entitlements packaging/entitlements.plist \
  --sign "${CURATOR_SIGN:--}" "$app"
hdiutil create -volname Curator -srcfolder "$app" -ov -format UDZO dist/Curator.dmg
