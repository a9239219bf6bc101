# Looks at an installer of AHP Journal on a real Windows machine. Run as administrator:
#   powershell -ExecutionPolicy Bypass -File check.ps1 -Msi AHPJournal-X.Y.Z-x64.msi [-Older OLD.msi]
# It installs, tests and removes the program, and says in one line each what it found.
# Use a machine for tests: policies for AHP Journal that are set on it are removed.
param(
    [Parameter(Mandatory = $true)][string]$Msi,
    [string]$Older = ''
)
$ErrorActionPreference = 'Stop'
$failed = 0
$folder = Join-Path $env:ProgramFiles 'AHP Journal'
$console = Join-Path $folder 'ahpjournal-cli.exe'
$key = 'HKLM:\Software\AHP Journal'
$policies = 'HKLM:\SOFTWARE\Policies\AHP Journal'

function Say([string]$name, [bool]$ok, [string]$detail = '') {
    $script:failed += [int](-not $ok)
    $word = if ($ok) { 'ok  ' } else { 'FAIL' }
    Write-Output "$word  $name  $detail"
}

function Msiexec([string[]]$words) {
    $process = Start-Process msiexec.exe -ArgumentList ($words + '/qn', '/norestart') -Wait -PassThru
    return $process.ExitCode
}

$place = (Resolve-Path $Msi).Path
if ($Older) { Say 'older version installs' ((Msiexec @('/i', "`"$((Resolve-Path $Older).Path)`"")) -in 0, 3010) }
Say 'installs silently' ((Msiexec @('/i', "`"$place`"", '/l*v', "`"$env:TEMP\AHPJournal.log`"")) -in 0, 3010)
$version = (Get-ItemProperty $key -ErrorAction SilentlyContinue).Version
Say 'version in the registry' ([bool]$version) $version
$entry = Get-ChildItem HKLM:\Software\Microsoft\Windows\CurrentVersion\Uninstall |
    Get-ItemProperty | Where-Object { $_.DisplayName -eq 'AHP Journal' }
Say 'one entry among installed programs' (@($entry).Count -eq 1) "$($entry.DisplayVersion) $($entry.EstimatedSize) kB"
Say 'in the Start menu of everybody' (Test-Path "$env:ProgramData\Microsoft\Windows\Start Menu\Programs\AHP Journal.lnk")
Say 'file type known' ((cmd /c assoc .ahpjournal) -match 'AHPJournal.Journal')

$files = Get-ChildItem $folder -Recurse -Include *.exe, *.dll, *.pyd
$unsigned = $files | Where-Object { (Get-AuthenticodeSignature $_.FullName).Status -ne 'Valid' }
Say 'every program and library signed' (@($unsigned).Count -eq 0) (($unsigned | Select-Object -First 5).Name -join ', ')
Say 'no interpreter for everybody' (@(Get-ChildItem $folder -Recurse -Include python.exe, pythonw.exe).Count -eq 0)
Say 'nothing that opens a socket or speaks TLS' (@(Get-ChildItem $folder -Recurse -Include _socket.pyd, _ssl.pyd, libssl*, Qt6Network.dll).Count -eq 0)

$before = Get-ChildItem $folder -Recurse -File | ForEach-Object { "$($_.FullName) $($_.Length)" }
$test = & $console self-test --full --json | Out-String | ConvertFrom-Json
Say 'self-test' $test.ok (($test.checks | Where-Object { -not $_.ok } | ForEach-Object { "$($_.name): $($_.detail)" }) -join '; ')

New-Item $policies -Force | Out-Null
New-ItemProperty $policies -Name AutoLockMinutes -Value 7 -PropertyType DWord -Force | Out-Null
New-ItemProperty $policies -Name AllowedExportKinds -Value @('coach') -PropertyType MultiString -Force | Out-Null
$test = & $console self-test --json | Out-String | ConvertFrom-Json
$said = ($test.checks | Where-Object { $_.name -eq 'policy' }).detail
Say 'policies are read from the registry' ($said -match 'AllowedExportKinds, AutoLockMinutes') $said
Remove-Item $policies -Recurse -Force

$journal = Join-Path $env:TEMP 'check of the installer.ahpjournal'
Remove-Item "$journal*" -ErrorAction SilentlyContinue
& $console new $journal --demo | Out-Null
& $console check $journal | Out-Null
Say 'a journal is made and sound' ($LASTEXITCODE -eq 0)
$watch = [Diagnostics.Stopwatch]::StartNew()
$window = Start-Process (Join-Path $folder 'AHPJournal.exe') -ArgumentList "`"$journal`"" -PassThru
while (-not $window.MainWindowHandle -and $watch.Elapsed.TotalSeconds -lt 60) { Start-Sleep -Milliseconds 50; $window.Refresh() }
Say 'the window opens' ([bool]$window.MainWindowHandle) "$([int]$watch.ElapsedMilliseconds) ms"
$open = Get-NetTCPConnection -OwningProcess $window.Id -ErrorAction SilentlyContinue
Say 'it holds no connection' (@($open).Count -eq 0)
$window.CloseMainWindow() | Out-Null
Say 'it closes when asked' ($window.WaitForExit(30000)) "exit code $($window.ExitCode)"
$after = Get-ChildItem $folder -Recurse -File | ForEach-Object { "$($_.FullName) $($_.Length)" }
Say 'nothing was written into its folder' (-not (Compare-Object $before $after))

if ($Older) { Say 'the older version is refused' ((Msiexec @('/i', "`"$((Resolve-Path $Older).Path)`"")) -eq 1603) }
Say 'removed silently' ((Msiexec @('/x', "`"$place`"")) -in 0, 3010)
Say 'its folder is gone' (-not (Test-Path $folder))
Say 'the journal is still there' (Test-Path $journal)
Remove-Item "$journal*" -ErrorAction SilentlyContinue
Write-Output 'What is left to look at by hand is in packaging/docs/release.md.'
exit [int]($failed -gt 0)
