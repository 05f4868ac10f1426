; An installer for one person: no administrator, in their own folder, on their own path.
#ifndef Version
  #error Give the version: /DVersion=0.1.0
#endif
[Setup]
AppId={{6E5E3B1C-6C0B-4B43-9A38-2B7C1D1B0A57}
AppName=beslisboom
AppVersion={#Version}
AppPublisher=The maintainers of beslisboom
#ifdef Url
AppPublisherURL={#Url}
#endif
UninstallDisplayIcon={app}\beslisboom.exe
DefaultDirName={autopf}\beslisboom
DefaultGroupName=beslisboom
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesEnvironment=yes
DisableProgramGroupPage=yes
LicenseFile=..\LICENSE
OutputDir=..\target\packages
OutputBaseFilename=beslisboom-{#Version}-windows-setup
SolidCompression=yes

[Languages]
Name: "nl"; MessagesFile: "compiler:Languages\Dutch.isl"
Name: "en"; MessagesFile: "compiler:Default.isl"

[Files]
Source: "..\target\dist\beslisboom.exe"; DestDir: "{app}"
Source: "..\LICENSE"; DestDir: "{app}"
Source: "..\THIRD-PARTY.txt"; DestDir: "{app}"

[Icons]
Name: "{userprograms}\beslisboom"; Filename: "{app}\beslisboom.exe"; Parameters: "serve --open"

[Registry]
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Check: NotOnPath

[Code]
function NotOnPath: Boolean;
var Path: String;
begin
  if not RegQueryStringValue(HKEY_CURRENT_USER, 'Environment', 'Path', Path) then Path := '';
  Result := Pos(';' + Uppercase(ExpandConstant('{app}')) + ';', ';' + Uppercase(Path) + ';') = 0;
end;

{ What the installer put on the path goes with it; the rest stays as it is. }
procedure CurUninstallStepChanged(Step: TUninstallStep);
var Path, Own: String; At: Integer;
begin
  if Step <> usUninstall then Exit;
  if not RegQueryStringValue(HKEY_CURRENT_USER, 'Environment', 'Path', Path) then Exit;
  Own := ';' + ExpandConstant('{app}');
  Path := ';' + Path;
  At := Pos(Uppercase(Own) + ';', Uppercase(Path) + ';');
  if At = 0 then Exit;
  Delete(Path, At, Length(Own));
  Delete(Path, 1, 1);
  RegWriteExpandStringValue(HKEY_CURRENT_USER, 'Environment', 'Path', Path);
end;
