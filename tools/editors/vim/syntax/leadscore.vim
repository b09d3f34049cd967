if exists('b:current_syntax') | finish | endif
syntax match leadscoreName "[[:alpha:]][[:alnum:]_]*\(\.[[:alpha:]][[:alnum:]_]*\)*"
syntax match leadscoreEvent "\<[[:alpha:]][[:alnum:]_]*\ze("
syntax match leadscoreStage "\(^\|;\)\s*\zs[[:alpha:]][[:alnum:]_]*\ze\s\+\(at\|when\)\>"
syntax keyword leadscoreDeclaration model use lead event list define score grade points best route alert never test disqualify
syntax keyword leadscoreStatement when each up down decays fades because otherwise expect
syntax keyword leadscoreOperator and or not no is exactly in contains mentions matches regex includes starts ends with does contain mention match include start end any all of between before after since on where then within followed by at least most different less more than under over to for from domain count total highest lowest average rose fell moved
syntax keyword leadscoreUnit minute minutes hour hours day days week weeks month months year years time times every last next the ago now today yesterday daily
syntax keyword leadscoreConstant yes no known unknown disqualified activity
syntax match leadscoreType ":\s*\zs\(text\|number\|yes/no\|time\|list of text\|one of\|path\)\>"
syntax match leadscoreNumber "\<\d[0-9_]*\(\.\d\+\)\?[kMB]\?\>%\?"
syntax match leadscorePoints "[+-]\s*\d[0-9_]*\(\.\d\+\)\?[kMB]\?\>"
syntax match leadscoreDate "\<\d\{4}-\d\d-\d\d\(T[0-9:.]*Z\?\)\?"
syntax match leadscoreEscape "\\\(u{\x\+}\|.\)" contained
syntax region leadscoreText start=+"+ skip=+\\.+ end=+"\|$+ contains=leadscoreEscape
syntax match leadscoreComment "#.*$" contains=@Spell
highlight default link leadscoreEvent Function
highlight default link leadscoreStage Identifier
highlight default link leadscoreDeclaration Structure
highlight default link leadscoreStatement Statement
highlight default link leadscoreOperator Operator
highlight default link leadscoreUnit Special
highlight default link leadscoreConstant Constant
highlight default link leadscoreType Type
highlight default link leadscoreNumber Number
highlight default link leadscorePoints Number
highlight default link leadscoreDate Number
highlight default link leadscoreEscape SpecialChar
highlight default link leadscoreText String
highlight default link leadscoreComment Comment
let b:current_syntax = 'leadscore'
