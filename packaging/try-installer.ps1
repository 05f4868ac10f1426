# Installs what packaging/windows.iss made, for this person alone, tries it and takes it off again. Runs on Windows.
$ErrorActionPreference = 'Stop'
$silent = '/VERYSILENT', '/SUPPRESSMSGBOXES', '/NORESTART'
$app = Join-Path $env:LOCALAPPDATA 'Programs\beslisboom'
function Get-UserPath { "$([Environment]::GetEnvironmentVariable('Path', 'User'))".Trim(';') }
function Test-OnPath { (Get-UserPath) -split ';' -contains $app }
$before = Get-UserPath

$setup = (Get-ChildItem target\packages\*-windows-setup.exe).FullName
# /CURRENTUSER is what the installer does of its own: it asks for no more rights than whoever starts it has.
$done = Start-Process $setup -ArgumentList $silent -Wait -PassThru
if ($done.ExitCode -ne 0) { throw "the installer ends with $($done.ExitCode)" }
if (-not (Test-OnPath)) { throw "$app is not on the path" }
foreach ($file in 'LICENSE', 'THIRD-PARTY.txt') {
  if (-not (Test-Path (Join-Path $app $file))) { throw "the installer lacks $file" }
}
$advice = & "$app\beslisboom.exe" walk schiedam --replies examples/dorpsstraat.yaml --format json
if (-not ($advice -match 'beslisboom/advice/1')) { throw 'no advice comes out' }

$done = Start-Process "$app\unins000.exe" -ArgumentList $silent -Wait -PassThru
if ($done.ExitCode -ne 0) { throw "uninstalling ends with $($done.ExitCode)" }
if (Test-OnPath) { throw "$app is still on the path" }
if ((Get-UserPath) -ne $before) { throw 'the rest of the path is another' }
if (Test-Path "$app\beslisboom.exe") { throw 'the program is still there' }
