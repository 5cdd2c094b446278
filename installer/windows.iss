; Inno Setup recipe for Windows 10/11. How to use it, and what was not tried: README.md beside this file.
; The version is handed in:  iscc /DVersion=0.1.0 installer\windows.iss

#ifndef Version
  #error 请写明版本号，例如：iscc /DVersion=0.1.0 installer\windows.iss
#endif

[Setup]
AppId={{7B0C5B0E-6C53-4E0B-9D0B-5C1D2A8E4F31}
AppName=低保清查工作台
AppVersion={#Version}
AppPublisher=dibao-desktop
DefaultDirName={autopf}\DibaoDesktop
DefaultGroupName=低保清查工作台
DisableProgramGroupPage=yes
; Without an administrator it installs for the present user only; the clerk may choose.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0
OutputDir=..\build\dist
OutputBaseFilename=dibao-desktop-{#Version}-setup
SetupIconFile=..\resources\icons\dibao.ico
UninstallDisplayIcon={app}\dibao-desktop.exe
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
CloseApplications=yes

[Languages]
; Not among the languages that come with Inno Setup: see README.md.
Name: "chinese"; MessagesFile: "ChineseSimplified.isl"

[Tasks]
Name: "desktopicon"; Description: "在桌面上放一个快捷方式"

[InstallDelete]
; A file that the new version no longer has must not stay behind and be loaded.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\build\dist\dibao-desktop\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{group}\低保清查工作台"; Filename: "{app}\dibao-desktop.exe"
Name: "{group}\卸载低保清查工作台"; Filename: "{uninstallexe}"
Name: "{autodesktop}\低保清查工作台"; Filename: "{app}\dibao-desktop.exe"; Tasks: desktopicon

[Run]
Filename: "{app}\dibao-desktop.exe"; Description: "现在打开低保清查工作台"; Flags: nowait postinstall skipifsilent
