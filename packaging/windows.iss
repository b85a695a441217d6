; Makes dist\curator-setup.exe of the folder dist\curator: iscc /DVersion=1.0.0 packaging\windows.iss
#ifndef Version
  #define Version "0"
#endif
[Setup]
AppId={{6C1E5B1D-2F0B-4F0E-9C36-6B1E0C4B7A11}
AppName=Curator
AppVersion={#Version}
DefaultDirName={autopf}\Curator
DefaultGroupName=Curator
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
Compression=lzma2
SolidCompression=yes
LicenseFile=..\LICENSE
OutputDir=..\dist
OutputBaseFilename=curator-setup
UninstallDisplayIcon={app}\curatorw.exe

[Files]
Source: "..\dist\curator\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\Curator"; Filename: "{app}\curatorw.exe"

[Registry]
Root: HKA; Subkey: "Software\Classes\.curator"; ValueType: string; ValueData: "Curator.Library"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\Curator.Library"; ValueType: string; ValueData: "Curator library"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Curator.Library\DefaultIcon"; ValueType: string; ValueData: "{app}\curatorw.exe,0"
Root: HKA; Subkey: "Software\Classes\Curator.Library\shell\open\command"; ValueType: string; ValueData: """{app}\curatorw.exe"" ""%1"""

[Run]
Filename: "{app}\curatorw.exe"; Description: "{cm:LaunchProgram,Curator}"; Flags: nowait postinstall skipifsilent
